using System;
using Fathom.Decode.Local;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Which frames of a video are to be decoded: the one that is shown first, then those that will be.</summary>
/// <remarks>Threads: whoever holds its owner's lock. Drop policy: a new wish replaces the one before.</remarks>
internal sealed class FrameWish
{
    /// <summary>The most frames that are decoded ahead.</summary>
    public const int MostAhead = 8;

    /// <summary>A frame that is this much behind the wanted one is on the way to it: it costs nothing to finish it.</summary>
    private const int OnTheWay = 32;

    private readonly int[] _ahead = new int[MostAhead];
    private int _count;
    private int _next;

    /// <summary>The frame that is shown; −1 for none.</summary>
    public int Wanted { get; private set; } = TimeIndex.None;

    /// <summary>Whether <see cref="Wanted"/> has been decoded, or cannot be.</summary>
    public bool IsDone { get; private set; } = true;

    /// <summary>Replaces the wish.</summary>
    public void Set(int wanted, ReadOnlySpan<int> ahead, bool isDone)
    {
        IsDone = isDone || wanted == TimeIndex.None;
        Wanted = wanted;
        _count = Math.Min(ahead.Length, MostAhead);
        ahead[.._count].CopyTo(_ahead);
        _next = 0;
    }

    /// <summary>The next frame to decode; −1 when there is nothing to do.</summary>
    public int Next()
    {
        if (!IsDone)
        {
            return Wanted;
        }

        return _next < _count ? _ahead[_next++] : TimeIndex.None;
    }

    /// <summary>The frame was decoded, or cannot be.</summary>
    public void Done(int frame) => IsDone |= frame == Wanted;

    /// <summary>Whether what is being decoded only keeps the wanted frame waiting.</summary>
    public bool IsInTheWay(int decoding) => !IsDone && decoding != TimeIndex.None && decoding != Wanted && (decoding > Wanted || Wanted - decoding > OnTheWay);
}
