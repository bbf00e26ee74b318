using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>What a mark in a picture says of it.</summary>
/// <param name="Revision">The state's revision, low 32 bits.</param>
/// <param name="Frame">How many pictures were rendered since the start, low 32 bits.</param>
/// <param name="First">Step along the first axis.</param>
/// <param name="Second">Step along the second axis; 0 if there is none.</param>
/// <param name="UnixMicroseconds">The server's clock when rendering began.</param>
internal readonly record struct BurnMark(uint Revision, uint Frame, int First, int Second, long UnixMicroseconds)
{
    /// <summary>The server's clock when rendering began, as everything else on the wire tells times.</summary>
    public double UnixSeconds => UnixMicroseconds * 1e-6;

    /// <summary>The words of a mark for a picture whose rendering began at <paramref name="unixSeconds"/>.</summary>
    public static BurnMark Of(long revision, long frame, ReadOnlySpan<int> step, double unixSeconds) =>
        new((uint)revision, (uint)frame, step.Length > 0 ? step[0] : 0, step.Length > 1 ? step[1] : 0, (long)Math.Round(unixSeconds * 1e6));
}
