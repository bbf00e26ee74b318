using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;

namespace Fathom.Decode;

/// <summary>Opens leases from a fixed number of slots and knows every one that is out.</summary>
/// <remarks>Threads: any. Ownership: the ledger owns its slots; it needs no disposal and must be empty when its owner stops.</remarks>
public sealed class LeaseLedger
{
    /// <summary>How many leases may be out by default.</summary>
    public const int DefaultCap = LeaseLimits.DefaultCap;

    private static readonly ConditionalWeakTable<LeaseLedger, object> s_known = new();

    private readonly LeaseSlot[] _slots;
    private ulong _free;
    private long _opened;
    private long _closed;
    private long _refused;
    private int _peak;

    /// <summary>Creates a ledger with <paramref name="cap"/> slots (1–64).</summary>
    public LeaseLedger(int cap = DefaultCap, string name = "frames", [CallerFilePath] string site = "", [CallerLineNumber] int line = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cap, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cap, LeaseLimits.LargestCap);
        Name = name;
        Site = $"{System.IO.Path.GetFileName(site)}:{line.ToString(CultureInfo.InvariantCulture)}";
        _slots = new LeaseSlot[cap];
        for (int i = 0; i < cap; i++)
        {
            _slots[i] = new LeaseSlot(this, i);
        }

        _free = cap == 64 ? ulong.MaxValue : (1ul << cap) - 1;
        s_known.Add(this, this);
        Created?.Invoke(this);
    }

    /// <summary>Raised in the constructor, on the creating thread: lets a test take note of the ledgers that it made.</summary>
    internal static event Action<LeaseLedger>? Created;

    /// <summary>Every ledger that is still alive.</summary>
    public static IReadOnlyList<LeaseLedger> Known
    {
        get
        {
            var list = new List<LeaseLedger>();
            foreach (KeyValuePair<LeaseLedger, object> pair in s_known)
            {
                list.Add(pair.Key);
            }

            return list;
        }
    }

    /// <summary>What the ledger is for.</summary>
    public string Name { get; }

    /// <summary>Where it was created.</summary>
    public string Site { get; }

    /// <summary>How many leases may be out at once.</summary>
    public int Cap => _slots.Length;

    /// <summary>How many leases are out now.</summary>
    public int Outstanding => Cap - BitOperations.PopCount(Volatile.Read(ref _free));

    /// <summary>The most that were ever out at once.</summary>
    public int Peak => Volatile.Read(ref _peak);

    /// <summary>Leases opened so far.</summary>
    public long Opened => Interlocked.Read(ref _opened);

    /// <summary>Leases closed so far; each freed its memory once.</summary>
    public long Closed => Interlocked.Read(ref _closed);

    /// <summary>Frames that got no lease because the cap was reached.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Opens a lease on a picture, with the decoder role held once. False when the cap is reached; the backing is then still the caller's.</summary>
    /// <param name="info">What is known about the picture.</param>
    /// <param name="planes">Its planes, at most four.</param>
    /// <param name="backing">Freed once, when the last role goes.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="site">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public bool TryOpen(
        in FrameInfo info,
        ReadOnlySpan<PlaneView> planes,
        IFrameBacking backing,
        out FrameLease lease,
        [CallerFilePath] string site = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(backing);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(planes.Length, 4);
        while (true)
        {
            ulong free = Volatile.Read(ref _free);
            if (free == 0)
            {
                Interlocked.Increment(ref _refused);
                lease = default;
                return false;
            }

            ulong bit = free & (~free + 1);
            if (Interlocked.CompareExchange(ref _free, free & ~bit, free) == free)
            {
                Interlocked.Increment(ref _opened);
                RaisePeak(Cap - BitOperations.PopCount(free & ~bit));
                lease = _slots[BitOperations.TrailingZeroCount(bit)].Open(info, planes, backing, site, line);
                return true;
            }
        }
    }

    /// <summary>How often a role is held over all leases.</summary>
    public int CountOf(LeaseRole role)
    {
        int sum = 0;
        foreach (LeaseSlot slot in _slots)
        {
            sum += slot.CountOf(role);
        }

        return sum;
    }

    /// <summary>One line for each lease that is out: frame, roles, where each role was taken. Empty when none is.</summary>
    public string Report()
    {
        ulong free = Volatile.Read(ref _free);
        var text = new StringBuilder();
        foreach (LeaseSlot slot in _slots)
        {
            if ((free & (1ul << slot.Index)) == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"ledger '{Name}' ({Site}), slot {slot.Index}: {slot.Describe()}").AppendLine();
            }
        }

        return text.ToString();
    }

    internal void TakeBack(LeaseSlot slot)
    {
        Interlocked.Increment(ref _closed);
        Interlocked.Or(ref _free, 1ul << slot.Index);
    }

    private void RaisePeak(int outstanding)
    {
        int peak = Volatile.Read(ref _peak);
        while (outstanding > peak)
        {
            int seen = Interlocked.CompareExchange(ref _peak, outstanding, peak);
            if (seen == peak)
            {
                return;
            }

            peak = seen;
        }
    }
}
