using System;

namespace Fathom.Decode.Local;

/// <summary>One frame of a local video: RGBA, eight bits each, the top row first, rows without gaps.</summary>
/// <remarks>Threads: any. Ownership: whoever read it disposes it once; the memory is shared with the reader's cache and used again after that,
/// so nothing is written into it. A frame may outlive its reader.</remarks>
public readonly struct LocalFrame : IDisposable
{
    private readonly LocalPicture? _picture;

    internal LocalFrame(LocalPicture picture, double time)
    {
        _picture = picture;
        Time = time;
    }

    /// <summary>True for the default value.</summary>
    public bool IsNull => _picture is null;

    /// <summary>Its number in the file, in the order of presentation, from 0.</summary>
    public int Index => Open().Index;

    /// <summary>When it is shown, in seconds of the video's own clock.</summary>
    public double Time { get; }

    /// <summary>Columns and rows, after crop and downsampling.</summary>
    public SizePx Size => Open().Size;

    /// <summary>Bytes from row to row.</summary>
    public int Stride => Open().Stride;

    /// <summary>Whether the decoder met damage before it, so that parts of it may be wrong although it said nothing about this frame.</summary>
    public bool IsSuspect => Open().IsSuspect;

    /// <summary>The pixels.</summary>
    public ReadOnlySpan<byte> Pixels => Open().Bytes;

    /// <summary>Where they begin, for native code.</summary>
    public nint Address => Open().Address;

    /// <summary>Gives the frame back.</summary>
    public void Dispose() => _picture?.Release();

    private LocalPicture Open() => _picture is { IsHeld: true } picture
        ? picture
        : throw new LeaseException(_picture is null ? "There is no frame in this handle." : "This frame was given back already.");
}
