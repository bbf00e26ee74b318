using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Presentation;

/// <summary>A decoded frame that waits. Times are seconds.</summary>
/// <param name="Lease">With the presenter role.</param>
/// <param name="Sequence">Its place in the stream.</param>
/// <param name="Server">The server's stamp.</param>
/// <param name="Ready">Local time at which it was decoded.</param>
/// <param name="Revision">The state that it shows; the largest number when it does not say.</param>
/// <param name="IsStill">It repeats the frame of the same number, exactly.</param>
internal readonly record struct QueuedFrame(FrameLease Lease, uint Sequence, double Server, double Ready, long Revision, bool IsStill = false)
{
    /// <summary>A frame as it waits.</summary>
    public static QueuedFrame Of(FrameLease lease, double ready)
    {
        ref readonly FrameInfo info = ref lease.Info;
        bool isStill = info.HasView && info.View.Quality == FrameQuality.Lossless;
        return new QueuedFrame(lease, info.Sequence, info.ServerTimestamp, ready, info.HasView ? info.View.Revision : long.MaxValue, isStill);
    }
}
