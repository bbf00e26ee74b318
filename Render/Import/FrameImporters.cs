using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Decode;
using Fathom.Render.Native.Cuda;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>The importers of one renderer, and what the last of them that failed said.</summary>
/// <remarks>Threads: GL thread. Ownership: the renderer lets their GL objects go; the object itself needs no disposal.</remarks>
public sealed class FrameImporters
{
    private readonly ImmutableArray<IFrameImporter> _importers;
    private string? _path;
    private string? _refusal;

    internal FrameImporters(params IEnumerable<IFrameImporter> importers) => _importers = [.. importers];

    /// <summary>Those that this system may have; whether they work shows when they are tried.</summary>
    public static FrameImporters ForThisSystem(CopyLedger? copies = null) => OperatingSystem.IsLinux()
        ? new FrameImporters(new DmaBufImporter(), new CudaImporter(new CudaDriver(), copies))
        : new FrameImporters();

    /// <summary>The kinds of surfaces that can be tried.</summary>
    public IReadOnlyList<SurfaceKind> Kinds => [.. _importers.Select(importer => importer.Kind)];

    /// <summary>What the last failed import said, once. False when none failed since.</summary>
    /// <param name="path">Which decoder made the picture (<see cref="FrameInfo.Path"/>).</param>
    /// <param name="why">What failed.</param>
    public bool TryTakeRefusal(out string path, out string why)
    {
        path = _path ?? "";
        why = _refusal ?? "";
        bool any = _refusal is not null;
        _path = null;
        _refusal = null;
        return any;
    }

    /// <summary>Gives a texture for each plane of a surface.</summary>
    internal bool TryImport(GL gl, GlDisposalQueue disposal, FrameLease lease, Span<uint> textures)
    {
        ref readonly FrameInfo info = ref lease.Info;
        foreach (IFrameImporter importer in _importers)
        {
            if (importer.Kind == info.Surface.Kind)
            {
                bool imported = importer.TryImport(gl, disposal, lease, textures, out string? refusal);
                if (!imported)
                {
                    _path = info.Path;
                    _refusal = $"{importer.Name}: {refusal ?? "refused"}";
                }

                return imported;
            }
        }

        _path = info.Path;
        _refusal = $"Nothing here can draw pictures in {info.Surface.Kind}.";
        return false;
    }

    /// <summary>Lets all GL objects go; the context is current and alive.</summary>
    internal void Release(GlDisposalQueue disposal)
    {
        foreach (IFrameImporter importer in _importers)
        {
            importer.Release(disposal);
        }
    }

    /// <summary>The context is gone, and all objects with it.</summary>
    internal void Forget()
    {
        foreach (IFrameImporter importer in _importers)
        {
            importer.Forget();
        }
    }
}
