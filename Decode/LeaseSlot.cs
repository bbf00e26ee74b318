using System;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;

namespace Fathom.Decode;

/// <summary>The pooled state behind a <see cref="FrameLease"/>.</summary>
/// <remarks>
/// One 64-bit word holds everything that threads race for:
/// <code>
///  63            32 31      24 23      16 15       8 7        0
/// |   generation   | renderer | presenter |  cache  | decoder  |
/// </code>
/// The lease is open while any count is above zero. The swap that takes the last count to zero also raises the generation, so that it is
/// that thread alone which frees, and every older handle is stale from the same moment.
/// </remarks>
internal sealed class LeaseSlot
{
    private const int BitsPerRole = 8;
    private const uint LargestCount = (1u << BitsPerRole) - 1;
    private const int Roles = 4;

    private readonly LeaseLedger _ledger;
    private readonly string?[] _sites = new string?[Roles];
    private readonly int[] _lines = new int[Roles];
    private ulong _word = 1ul << 32;
    private IFrameBacking? _backing;

    internal LeaseSlot(LeaseLedger ledger, int index)
    {
        _ledger = ledger;
        Index = index;
    }

    internal FrameInfo Info;
    internal PlaneSet Planes;

    internal int Index { get; }

    /// <summary>Opens the slot with one decoder role. The caller has taken the slot out of the ledger's free set: it is alone here.</summary>
    internal FrameLease Open(in FrameInfo info, ReadOnlySpan<PlaneView> planes, IFrameBacking backing, string site, int line)
    {
        Info = info;
        Planes = default;
        planes.CopyTo(Planes);
        _backing = backing;
        _sites[(int)LeaseRole.Decoder] = site;
        _lines[(int)LeaseRole.Decoder] = line;
        uint generation = (uint)(Volatile.Read(ref _word) >> 32);
        Volatile.Write(ref _word, ((ulong)generation << 32) | 1u);
        return new FrameLease(this, generation);
    }

    internal bool IsOpen(uint generation)
    {
        ulong word = Volatile.Read(ref _word);
        return (uint)(word >> 32) == generation && (uint)word != 0;
    }

    internal int CountOf(uint generation, LeaseRole role)
    {
        ulong word = Volatile.Read(ref _word);
        return (uint)(word >> 32) == generation ? Count(word, role) : 0;
    }

    internal int CountOf(LeaseRole role) => Count(Volatile.Read(ref _word), role);

    internal bool TryAcquire(uint generation, LeaseRole role, string site, int line)
    {
        while (true)
        {
            ulong word = Volatile.Read(ref _word);
            if ((uint)(word >> 32) != generation || (uint)word == 0)
            {
                return false;
            }

            if (Count(word, role) == LargestCount)
            {
                throw new LeaseException($"Role {role} is held {LargestCount} times: it is acquired in a loop without a release.");
            }

            if (Interlocked.CompareExchange(ref _word, word + One(role), word) == word)
            {
                // Only for the leak report, so a race between two holders of one role does no harm.
                _sites[(int)role] = site;
                _lines[(int)role] = line;
                return true;
            }
        }
    }

    internal void Release(uint generation, LeaseRole role)
    {
        while (true)
        {
            ulong word = Volatile.Read(ref _word);
            if ((uint)(word >> 32) != generation || (uint)word == 0)
            {
                throw new LeaseException($"Cannot release role {role}: the lease is closed, this handle is stale.");
            }

            if (Count(word, role) == 0)
            {
                throw new LeaseException($"Cannot release role {role}: it is not held. {Describe(generation)}");
            }

            ulong next = word - One(role);
            bool last = (uint)next == 0;
            if (last)
            {
                next += 1ul << 32;
            }

            if (Interlocked.CompareExchange(ref _word, next, word) == word)
            {
                if (last)
                {
                    Close();
                }

                return;
            }
        }
    }

    internal string Describe(uint generation)
    {
        ulong word = Volatile.Read(ref _word);
        return (uint)(word >> 32) != generation || (uint)word == 0 ? "closed lease" : Describe(word);
    }

    internal string Describe() => Describe(Volatile.Read(ref _word));

    private static int Count(ulong word, LeaseRole role) => (int)((word >> ((int)role * BitsPerRole)) & LargestCount);

    private static ulong One(LeaseRole role) => 1ul << ((int)role * BitsPerRole);

    private void Close()
    {
        IFrameBacking? backing = _backing;
        _backing = null;
        Planes = default;
        try
        {
            backing?.Free();
        }
        finally
        {
            _ledger.TakeBack(this);
        }
    }

    private string Describe(ulong word)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"frame {Info.Sequence} of {Info.Path ?? "unnamed"}:");
        for (int role = 0; role < Roles; role++)
        {
            int count = Count(word, (LeaseRole)role);
            if (count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" {(LeaseRole)role}×{count} ({Path.GetFileName(_sites[role])}:{_lines[role]})");
            }
        }

        return text.ToString();
    }

    /// <summary>Up to four planes, in place.</summary>
    [InlineArray(4)]
    internal struct PlaneSet
    {
        private PlaneView _first;
    }
}
