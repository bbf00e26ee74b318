using System.Threading;

namespace Fathom.Client.Export.Parts;

/// <summary>Which worker makes which part. Each goes on with the part behind its last one as long as that is free: its videos then run forward and need no jumps.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class PartQueue
{
    /// <summary>No part is left.</summary>
    public const int None = -1;

    private readonly Lock _gate = new();
    private readonly bool[] _taken;
    private bool _closed;

    /// <summary>Creates a queue.</summary>
    /// <param name="count">How many parts there are.</param>
    public PartQueue(int count) => _taken = new bool[count];

    /// <summary>Says that a part need not be made.</summary>
    public void Leave(int part)
    {
        lock (_gate)
        {
            _taken[part] = true;
        }
    }

    /// <summary>Hands out nothing more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    /// <summary>Takes a part: the one behind the last one, else the middle of the longest run that nobody has begun.</summary>
    /// <param name="last">What the worker made last; <see cref="None"/> at first.</param>
    public int Take(int last)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return None;
            }

            int next = last >= 0 && last + 1 < _taken.Length && !_taken[last + 1] ? last + 1 : FreeRun();
            if (next != None)
            {
                _taken[next] = true;
            }

            return next;
        }
    }

    /// <summary>The beginning of the longest free run where nobody comes from before it, else its middle: whoever works before it will go on into it.</summary>
    private int FreeRun()
    {
        int best = None, length = 0;
        for (int i = 0; i < _taken.Length; i++)
        {
            int from = i;
            while (i < _taken.Length && !_taken[i])
            {
                i++;
            }

            if (i - from > length)
            {
                (best, length) = (from, i - from);
            }
        }

        return best <= 0 || length == 1 ? best : best + (length / 2);
    }
}
