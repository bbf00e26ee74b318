using System;
using System.Threading;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Serving;

/// <summary>Tells everybody the dims when they changed: at once after an intent, and ten times a second at most while an axis plays.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class DimsNotifier : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly SessionHub _hub;
    private readonly SceneNotices _notices;
    private SceneStore _store;
    private readonly ITimer? _timer;
    private SceneState _told;

    public DimsNotifier(SessionHub hub, SceneNotices notices, SceneStore store, bool plays, TimeProvider time)
    {
        _hub = hub;
        _notices = notices;
        _store = store;
        _told = store.Current;
        _timer = plays ? time.CreateTimer(_ => Tell(), null, s_period, s_period) : null;
    }

    /// <summary>Other data, whose dims everybody is told with the baseline.</summary>
    public void Show(SceneStore store)
    {
        lock (_gate)
        {
            _store = store;
            _told = store.Current;
        }
    }

    /// <summary>Tells everybody, unless they know.</summary>
    public void Tell()
    {
        lock (_gate)
        {
            SceneState state = _store.Current;
            bool isNewsToAll = !state.Step.AsSpan().SequenceEqual(_told.Step.AsSpan()) || state.DisplayedAxes != _told.DisplayedAxes
                || state.Level != _told.Level || !state.Order.AsSpan().SequenceEqual(_told.Order.AsSpan());
            bool isOtherSlab = state.Projection != _told.Projection || !state.Thickness.AsSpan().SequenceEqual(_told.Thickness.AsSpan());
            _told = state;
            if (isNewsToAll)
            {
                _hub.Broadcast(_notices.MakeDims(SceneNotices.Everybody, state));
            }
            else if (isOtherSlab)
            {
                TellSlab(state);
            }
        }
    }

    /// <summary>Viewers of the public protocol know no slabs; to them it would be the same dims once more.</summary>
    private void TellSlab(SceneState state)
    {
        NotifyDims dims = _notices.MakeDims(SceneNotices.Everybody, state);
        foreach (StateConnection connection in _hub.Sessions)
        {
            if (connection.Features.Has(FeatureNames.DimsView))
            {
                connection.Send(dims);
            }
        }
    }

    public void Dispose() => _timer?.Dispose();
}
