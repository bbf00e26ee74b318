using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Recording;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Streams;

/// <summary>The two channels to a server.</summary>
internal sealed class LiveSource : IStreamSource
{
    private readonly StateChannel _state;
    private readonly PixelReceiver _pixel;

    /// <summary>Creates both channels; nothing runs yet.</summary>
    /// <param name="settings">Which server, and how.</param>
    /// <param name="parts">Where things go.</param>
    /// <param name="tap">Sees what goes over the wire; null for nobody.</param>
    public LiveSource(ClientSettings settings, SourceParts parts, IWireTap? tap)
    {
        _state = new StateChannel(settings.StateUrl, settings.Token, settings.MaxMessageBytes, parts.Inbox, parts.Session, parts.Time, tap, parts.Sent);
        _pixel = new PixelReceiver(
            settings.Token, settings.MaxMessageBytes, parts.Pool, parts.Units, parts.Inbox, parts.Counters, new ReconnectPolicy(Environment.ProcessId), parts.Time, tap);
        Loops = [("state channel", _state.RunAsync), ("pixel channel", _pixel.RunAsync)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Func<CancellationToken, Task> Run)> Loops { get; }

    /// <inheritdoc/>
    public bool TryPost(Message message) => _state.TryPost(message);

    /// <inheritdoc/>
    public void Aim(PixelTarget target) => _pixel.Aim(target);

    /// <inheritdoc/>
    public long LastHeardAt => _state.LastHeardAt;

    /// <inheritdoc/>
    public void RetryNow()
    {
        _state.RetryNow();
        _pixel.RetryNow();
    }

    /// <inheritdoc/>
    public void Drop()
    {
        _state.Drop();
        _pixel.Drop();
    }

    /// <inheritdoc/>
    public void Dispose() => _pixel.Dispose();
}
