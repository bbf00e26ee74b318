using System;

namespace Fathom.Decode.Local;

/// <summary>Which of many times lies nearest to another one. Videos, tracks and time series all ask here.</summary>
/// <remarks>Before the first and after the last time there is nothing: the answer is −1, never an end that stays on the screen.</remarks>
public static class TimeIndex
{
    /// <summary>What stands for "nothing at this time".</summary>
    public const int None = -1;

    /// <summary>The index of the nearest time; the earlier one when two are equally near; −1 outside, for NaN, and for no times at all.</summary>
    /// <param name="times">Strictly increasing.</param>
    /// <param name="time">The time that is asked for.</param>
    public static int Nearest(ReadOnlySpan<double> times, double time)
    {
        if (times.IsEmpty || !(time >= times[0] && time <= times[^1]))
        {
            return None;
        }

        int found = times.BinarySearch(time);
        if (found >= 0)
        {
            return found;
        }

        int after = ~found;
        return time - times[after - 1] <= times[after] - time ? after - 1 : after;
    }

    /// <summary>The first place where the times are not finite or do not increase strictly; −1 when they are in order.</summary>
    public static int FirstDisorder(ReadOnlySpan<double> times)
    {
        for (int i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(times[i]) || (i > 0 && times[i] <= times[i - 1]))
            {
                return i;
            }
        }

        return None;
    }
}
