using System;
using Fathom.Client.Overlays.Timing;
using Fathom.Decode.Local;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Which frames of a video will be wanted soon: the one that was asked for and is still on its way, then those in the direction of play or drag.</summary>
/// <remarks>Threads: main thread. Nothing is allocated.</remarks>
internal sealed class FramePlan
{
    /// <summary>A longer way between two pictures is a jump, which says nothing about a direction.</summary>
    private const int LongestStep = 32;

    /// <summary>How many steps of the scene are looked at: a slow video has one frame for many of them.</summary>
    private const int StepsAhead = 16;

    private readonly int[] _told = new int[FrameWish.MostAhead];
    private int _toldCount = -1;
    private int _toldWanted = TimeIndex.None;
    private bool _toldThere;
    private int _at = -1;
    private int _step = 1;

    /// <summary>Works out what comes after the frame that is wanted now.</summary>
    /// <param name="alignment">Which frame belongs to each step of the scene; null where frames are chosen by hand.</param>
    /// <param name="sceneFrame">Where the picture stands.</param>
    /// <param name="asked">Where the next one was asked to stand.</param>
    /// <param name="wanted">The frame that is wanted now.</param>
    /// <param name="ahead">Filled; at least <see cref="FrameWish.MostAhead"/>.</param>
    /// <returns>How many frames there are.</returns>
    public int Ahead(VideoAlignment? alignment, int sceneFrame, int asked, int wanted, Span<int> ahead)
    {
        int moved = sceneFrame - _at;
        if (_at >= 0 && moved != 0 && Math.Abs(moved) <= LongestStep)
        {
            _step = moved;
        }

        _at = sceneFrame;
        if (alignment is null)
        {
            return 0;
        }

        int count = 0, last = wanted;
        if (asked != sceneFrame)
        {
            Add(alignment, asked, ref last, ahead, ref count);
        }

        for (int i = 1; i <= StepsAhead && count < ahead.Length; i++)
        {
            Add(alignment, asked + (i * Math.Sign(_step)), ref last, ahead, ref count);
        }

        return count;
    }

    /// <summary>Tells the thread, where that is news to it.</summary>
    public void Tell(OverlayDesk desk, int wanted, bool isThere, ReadOnlySpan<int> ahead)
    {
        if (wanted == _toldWanted && isThere == _toldThere && ahead.Length == _toldCount && ahead.SequenceEqual(_told.AsSpan(0, ahead.Length)))
        {
            return;
        }

        (_toldWanted, _toldThere, _toldCount) = (wanted, isThere, ahead.Length);
        ahead.CopyTo(_told);
        desk.Want(wanted, isThere, ahead);
    }

    private static void Add(VideoAlignment alignment, int sceneFrame, ref int last, Span<int> ahead, ref int count)
    {
        int frame = (uint)sceneFrame < (uint)alignment.Indices.Length ? alignment.Indices[sceneFrame] : TimeIndex.None;
        if (frame != TimeIndex.None && frame != last)
        {
            ahead[count++] = last = frame;
        }
    }
}
