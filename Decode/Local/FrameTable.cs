using System;
using System.Collections.Generic;

namespace Fathom.Decode.Local;

/// <summary>Which frames a video has, when each is shown, and where decoding can begin: what one pass over its packets tells.</summary>
internal sealed class FrameTable
{
    /// <summary>The presentation time of each frame in ticks of the stream, increasing.</summary>
    internal required long[] Ticks { get; init; }

    /// <summary>The same in seconds; nothing else where the file has no times.</summary>
    internal required double[] Times { get; init; }

    /// <summary>The frames that decoding can begin with, increasing.</summary>
    internal required int[] Keys { get; init; }

    /// <summary>How long the last frame is shown, in seconds.</summary>
    internal double LastDuration { get; init; }

    /// <summary>The packets have no times of presentation, but are in the order of presentation: the times of decoding stand for them.</summary>
    internal bool TakesDecodingTimes { get; init; }

    /// <summary>Pictures cannot be told by their times: they are counted from the beginning of the file.</summary>
    internal bool IsCounted { get; init; }

    internal IReadOnlyList<string> Warnings { get; init; } = [];

    internal int Count => Times.Length;

    /// <summary>The frame that is shown at a time, in ticks; -1 when none is.</summary>
    internal int IndexOf(long ticks)
    {
        int found = Array.BinarySearch(Ticks, ticks);
        return found < 0 ? -1 : found;
    }

    /// <summary>The place in <see cref="Keys"/> of the last key at or before a frame; -1 when there is none: then only the file's beginning is left.</summary>
    internal int KeyBefore(int frame)
    {
        int found = Array.BinarySearch(Keys, frame);
        return found >= 0 ? found : ~found - 1;
    }
}
