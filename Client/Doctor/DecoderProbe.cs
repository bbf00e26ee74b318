using System.Collections.Generic;
using System.Linq;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Doctor;

/// <summary>Opens a decoder of each way, and says of every way what was ever seen of it.</summary>
internal static class DecoderProbe
{
    private const string NeverRun = "built, not run by its makers: no GPU at hand";

    public static IReadOnlyList<LibraryReport> Run() =>
    [
        .. DecoderCandidates.All().Select(Try),
        new("d3d11va", ProbeStatus.Missing, "not implemented; pictures are decoded in software", null),
        new("videotoolbox", ProbeStatus.Missing, "not implemented; pictures are decoded in software", null),
    ];

    /// <summary>A device that opens is not yet a picture: only 'doctor --time' draws one.</summary>
    private static LibraryReport Try(DecoderCandidate candidate)
    {
        bool onCpu = candidate.Surface == SurfaceKind.CpuPlanes;
        try
        {
            using IVideoDecoder decoder = candidate.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = new LeaseLedger(1, "probe") });
            return onCpu
                ? new LibraryReport(candidate.Path, ProbeStatus.Works, $"{decoder.Name}; planes are uploaded, or converted where GL is a software rasteriser", null)
                : new LibraryReport(candidate.Path, ProbeStatus.Found, $"{decoder.Name} opens; whether pictures come and can be drawn says 'fathom doctor --time' ({NeverRun})", null);
        }
        catch (FathomException error)
        {
            return new LibraryReport(candidate.Path, ProbeStatus.Missing, onCpu ? error.Why : $"{error.Why} ({NeverRun})", null);
        }
    }
}
