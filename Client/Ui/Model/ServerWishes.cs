using Fathom.Client.Hosting;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What the window asks of a server of ours beside intents: a picture of its size, and to be the one who drives.</summary>
/// <remarks>Threads: main thread. A plain server is asked for nothing.</remarks>
internal sealed class ServerWishes
{
    private readonly InputParts _parts;
    private readonly bool _followsSize;
    private (string? Session, int Width, int Height) _told;

    /// <summary>Creates wishes.</summary>
    /// <param name="parts">The host's parts.</param>
    /// <param name="followsSize">Whether the server's picture follows the window.</param>
    public ServerWishes(InputParts parts, bool followsSize)
    {
        _parts = parts;
        _followsSize = followsSize;
    }

    /// <summary>Tells the picture's place in real pixels, once for each size; only who drives is asked.</summary>
    public void TellSize(in ShapeRect canvas, double scale)
    {
        if (_parts.State.View.Drive is { IsDriver: false })
        {
            // Whoever drives meanwhile may have another window: when this one drives again, it says its size again.
            _told = default;
            return;
        }

        if (!_followsSize || _parts.State.Session is not { } session || session.Feature(FeatureNames.ViewSize) is not { Enabled: true })
        {
            return;
        }

        (string, int, int) wanted = (session.Info.Id, (int)canvas.Width, (int)canvas.Height);
        if (wanted != _told && canvas.Width >= 1 && canvas.Height >= 1
            && _parts.Post(new ViewSize(_parts.Frames.Envelope("view", session.Info.Id), wanted.Item2, wanted.Item3, scale)))
        {
            _told = wanted;
        }
    }

    /// <summary>Asks to drive.</summary>
    public void Drive()
    {
        if (_parts.State.Session is { } session)
        {
            _parts.Post(new DriveRequest(_parts.Frames.Envelope("drive", session.Info.Id), wanted: true, force: true));
        }
    }
}
