using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fathom.Protocol.Errors;

namespace Fathom.Decode;

/// <summary>The ways to decode that there are in this program, each by its name.</summary>
public static class DecoderCandidates
{
    /// <summary>The name of the way that every machine has.</summary>
    public const string Software = "software";

    /// <summary>The name of VAAPI's way.</summary>
    public const string Vaapi = "vaapi";

    /// <summary>The name of NVDEC's way.</summary>
    public const string Nvdec = "nvdec";

    private const string RenderNodes = "/dev/dri";

    /// <summary>What is tried for a wish, best first; the last is always the CPU.</summary>
    /// <param name="wish">What the user asks for.</param>
    /// <param name="measured">For <see cref="DecoderWish.Auto"/>: the names of ways that were timed here, fastest first; those that are not named come behind.</param>
    public static IReadOnlyList<DecoderCandidate> For(DecoderWish wish, IReadOnlyList<string>? measured = null) => wish switch
    {
        DecoderWish.Software => [OnCpu()],
        DecoderWish.Vaapi => [.. OnVaapi(), OnCpu()],
        DecoderWish.Nvdec => [OnNvdec(), OnCpu()],
        _ => Ordered([.. OnNvdecIfPresent(), .. HasRenderNodes() ? OnVaapi() : [], OnCpu()], measured ?? []),
    };

    /// <summary>All of them, for a look at what works, the CPU last.</summary>
    public static IReadOnlyList<DecoderCandidate> All() => OperatingSystem.IsLinux() ? [OnNvdec(), .. OnVaapi(), OnCpu()] : [OnCpu()];

    private static DecoderCandidate OnCpu() => new(Software, SurfaceKind.CpuPlanes, FfmpegDecoder.Open);

    private static DecoderCandidate OnNvdec()
        => new(Nvdec, SurfaceKind.CudaPointer, static options => HardwareDecoder.Open(options, Nvdec, new CudaSurfaceReader(), null));

    /// <summary>Without the kernel's side of the driver there is no use in loading the rest of it at every start.</summary>
    private static IEnumerable<DecoderCandidate> OnNvdecIfPresent()
        => OperatingSystem.IsLinux() && File.Exists("/dev/nvidiactl") ? [OnNvdec()] : [];

    /// <summary>One for each render node: which of several GPUs also draws shows when it is tried.</summary>
    private static IEnumerable<DecoderCandidate> OnVaapi()
    {
        string[] nodes = Nodes();
        return nodes.Length == 0 ? [new DecoderCandidate(Vaapi, SurfaceKind.DmaBuf, static _ => throw WithoutGpu())] : nodes.Select((node, index) => OnVaapi(index == 0 ? Vaapi : $"{Vaapi} {node}", node));
    }

    private static FathomException WithoutGpu() => new(
        ExitCode.MissingLibrary, "Cannot decode by VAAPI.", $"There is no GPU's render node in {RenderNodes}.", "Start with --decoder software.");

    private static DecoderCandidate OnVaapi(string name, string node)
        => new(name, SurfaceKind.DmaBuf, options => HardwareDecoder.Open(options, name, new VaapiSurfaceReader(), node));

    private static bool HasRenderNodes() => Nodes().Length > 0;

    private static string[] Nodes()
    {
        try
        {
            return Directory.Exists(RenderNodes) ? [.. Directory.GetFiles(RenderNodes, "renderD*").Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IReadOnlyList<DecoderCandidate> Ordered(IReadOnlyList<DecoderCandidate> all, IReadOnlyList<string> measured)
    {
        int software = measured.Count == 0 ? -1 : IndexOf(measured, Software);

        // What was slower than the CPU is not tried before it, and the CPU always works: behind it nothing is.
        return software < 0
            ? [.. all.OrderBy(candidate => candidate.Path == Software ? int.MaxValue : Rank(measured, candidate.Path))]
            : [.. all.Where(candidate => candidate.Path == Software || Rank(measured, candidate.Path) < software).OrderBy(candidate => Rank(measured, candidate.Path))];
    }

    private static int Rank(IReadOnlyList<string> measured, string path)
    {
        int index = IndexOf(measured, path);
        return index < 0 ? int.MaxValue - 1 : index;
    }

    private static int IndexOf(IReadOnlyList<string> list, string item)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] == item)
            {
                return i;
            }
        }

        return -1;
    }
}
