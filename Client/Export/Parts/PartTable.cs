using System;

namespace Fathom.Client.Export.Parts;

/// <summary>How the frames of a movie are divided into parts. It depends on the number of frames alone: however many work on them, the file is the same.</summary>
/// <param name="Frames">All frames.</param>
/// <param name="Size">The frames of each part; the last one may have fewer.</param>
internal readonly record struct PartTable(int Frames, int Size)
{
    private const int UsualParts = 12, SmallestUsual = 25, LargestUsual = 100;

    /// <summary>How many parts there are.</summary>
    public int Count => (int)(((long)Frames + Size - 1) / Size);

    /// <summary>The usual parts: a dozen, so that several can work on them, of 25 frames at least and 100 at most, so that little is lost when one is broken off.</summary>
    public static PartTable Usual(int frames) => new(frames, Math.Clamp((frames + UsualParts - 1) / UsualParts, SmallestUsual, LargestUsual));

    /// <summary>The first frame of a part.</summary>
    public int FirstOf(int part) => part * Size;

    /// <summary>How many frames a part has.</summary>
    public int CountOf(int part) => Math.Min(Size, Frames - FirstOf(part));
}
