using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Loop;

/// <summary>Tells the server, where that was negotiated and we drive, in which size the picture is shown, so that it is drawn in that size.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class ViewSizeReporter
{
    private readonly IStreamControl _streams;
    private readonly FrameFactory _frames;
    private (int Width, int Height) _told;

    /// <summary>Creates a reporter.</summary>
    public ViewSizeReporter(IStreamControl streams, FrameFactory frames)
    {
        _streams = streams;
        _frames = frames;
    }

    /// <summary>A session began: nothing has been told.</summary>
    public void Restart() => _told = default;

    /// <summary>Tells a size that has not been told. A spectator tells it when he becomes the driver.</summary>
    public void Report(LoopState state, (int Width, int Height) size, double pixelRatio)
    {
        if (size.Width <= 0 || size.Height <= 0 || size == _told || state.View.Drive is { IsDriver: false }
            || state.Session is not { } session || session.Feature(FeatureNames.ViewSize) is not { Enabled: true })
        {
            return;
        }

        if (_streams.TryPost(new ViewSize(_frames.Envelope("size", session.Info.Id), size.Width, size.Height, pixelRatio)))
        {
            _told = size;
        }
    }
}
