using System;
using System.Collections.Immutable;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Fields;

/// <summary>A stack of frames that stays where it is until somebody asks for one; never expanded into a list.</summary>
/// <remarks>Threads: any may read.</remarks>
internal interface IFieldSource : IDisposable
{
    /// <summary>Length of the first axis.</summary>
    int FrameCount { get; }

    /// <summary>All axes, frames first.</summary>
    ImmutableArray<int> Shape { get; }

    /// <summary>As what samples are handed out.</summary>
    SampleType Sample { get; }

    /// <summary>One frame: last axis fastest, host byte order.</summary>
    void ReadFrame(int frame, Span<byte> destination);

    /// <summary>A box, every so many samples along each axis: last axis fastest, host byte order.</summary>
    void Read(ReadOnlySpan<int> origin, ReadOnlySpan<int> size, ReadOnlySpan<int> stride, Span<byte> destination);
}
