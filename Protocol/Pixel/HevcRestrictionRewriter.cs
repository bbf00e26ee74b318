using System;

namespace Fathom.Protocol.Pixel;

/// <summary>
/// Makes HEVC video and sequence parameter sets promise that no frame is reordered, so that a decoder gives each one at once: it holds back
/// as many as <c>max_num_reorder_pics</c> allows, whether the encoder makes use of it or not. How many frames are kept for reference stays.
/// Only for streams whose encoder does not reorder: what servers send.
/// </summary>
public static class HevcRestrictionRewriter
{
    /// <summary>How much longer than its source a result can be: other bits may need other emulation prevention bytes.</summary>
    public const int MaxGrowth = 24;

    /// <summary>The longest set that is rewritten; real ones have a few dozen bytes.</summary>
    public const int MaxUnitSize = 2048;

    private const int HeaderSize = 2;

    /// <summary>Rewrites one set of the base layer.</summary>
    /// <param name="unit">The set with its two-byte NAL header.</param>
    /// <param name="destination">Room for the result, <see cref="MaxGrowth"/> bytes more than the source.</param>
    /// <param name="written">The length of the result; the source is copied when it needs no change.</param>
    /// <param name="error">The reason for <c>false</c>.</param>
    public static bool TryRewrite(ReadOnlySpan<byte> unit, Span<byte> destination, out int written, out ParameterSetError error) =>
        TryRewrite(unit, destination, reorder: 0, out written, out error);

    /// <summary>Rewrites an access unit with start codes, its parameter sets included. False when there is none to change, or no room.</summary>
    public static bool TryRewriteAccessUnit(NalUnitReader units, Span<byte> destination, out int written)
    {
        written = 0;
        bool isChanged = false;
        if (!AnyAllowsReordering(units))
        {
            return false;
        }

        while (units.MoveNext())
        {
            ReadOnlySpan<byte> unit = units.Current;
            if (destination.Length - written < unit.Length + 4)
            {
                return false;
            }

            ((ReadOnlySpan<byte>)[0, 0, 0, 1]).CopyTo(destination[written..]);
            written += 4;
            if (IsSet(unit) && TryRewrite(unit, destination[written..], out int length, out _))
            {
                isChanged |= !unit.SequenceEqual(destination.Slice(written, length));
                written += length;
                continue;
            }

            unit.CopyTo(destination[written..]);
            written += unit.Length;
        }

        return isChanged;
    }

    /// <summary>The same with a promise of the caller's: tests make careless sets of good ones.</summary>
    internal static bool TryRewrite(ReadOnlySpan<byte> unit, Span<byte> destination, uint reorder, out int written, out ParameterSetError error)
    {
        written = 0;
        error = unit.Length < 4 ? ParameterSetError.Truncated
            : !IsSet(unit) ? ParameterSetError.WrongType
            : unit.Length > MaxUnitSize || destination.Length < unit.Length + MaxGrowth ? ParameterSetError.NoRoom
            : ParameterSetError.None;
        if (error != ParameterSetError.None)
        {
            return false;
        }

        Span<byte> raw = stackalloc byte[MaxUnitSize];
        Span<byte> changed = stackalloc byte[MaxUnitSize + MaxGrowth];
        if (!EmulationPrevention.TryRemove(unit[HeaderSize..], raw, out int rawLength))
        {
            error = ParameterSetError.NoRoom;
            return false;
        }

        if (!TryRewriteRaw(NalFormat.HevcNalType(unit), raw[..rawLength], changed, reorder, out int changedLength, out error))
        {
            return false;
        }

        if (!EmulationPrevention.TryInsert(changed[..changedLength], destination[HeaderSize..], out int escapedLength))
        {
            error = ParameterSetError.NoRoom;
            return false;
        }

        unit[..HeaderSize].CopyTo(destination);
        written = HeaderSize + escapedLength;
        return true;
    }

    /// <summary>Looks at the sets in front of the first slice: most streams need no change, and then nothing is copied.</summary>
    private static bool AnyAllowsReordering(NalUnitReader units)
    {
        while (units.MoveNext())
        {
            ReadOnlySpan<byte> unit = units.Current;
            if (NalFormat.HevcNalType(unit) < HevcVideoParameterSet.NalType)
            {
                return false;
            }

            if (IsSet(unit) && (NalFormat.HevcNalType(unit) == HevcVideoParameterSet.NalType
                ? HevcVideoParameterSet.TryRead(unit, out HevcVideoParameterSet video, out _) && video.MaxReorderFrames > 0
                : HevcSequenceReader.TryRead(unit, out SequenceParameterSet set, out _) && set.MaxReorderFrames > 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sets of other layers (depth, second views) are left alone: no decoder here looks at them.</summary>
    private static bool IsSet(ReadOnlySpan<byte> unit) => unit.Length > HeaderSize
        && NalFormat.HevcNalType(unit) is HevcVideoParameterSet.NalType or HevcSequenceReader.NalType
        && (unit[0] & 1) == 0 && unit[1] >> 3 == 0;

    private static bool TryRewriteRaw(int type, ReadOnlySpan<byte> raw, Span<byte> changed, uint reorder, out int length, out ParameterSetError error)
    {
        length = 0;
        error = ParameterSetError.OutOfRange;
        int end = LastBit(raw);
        var source = new BitReader(raw, escaped: false);
        bool isSane = type == HevcVideoParameterSet.NalType
            ? HevcVideoParameterSet.TrySkipToOrdering(ref source, out int subLayersMinus1)
            : HevcSequenceReader.TrySkipToOrdering(ref source, out subLayersMinus1);
        int place = source.Position;
        if (!isSane || source.IsOverrun || place >= end)
        {
            return false;
        }

        source = new BitReader(raw, escaped: false);
        var target = new BitWriter(changed);
        target.Copy(ref source, place);
        bool forEach = source.Flag();
        target.Flag(forEach);
        for (int i = forEach ? 0 : subLayersMinus1; i <= subLayersMinus1; i++)
        {
            uint buffered = source.Ue();
            uint reordered = source.Ue();
            if (buffered > 16 || reordered > buffered)
            {
                return false;
            }

            target.Ue(Math.Max(buffered, reorder));
            target.Ue(reorder);

            // Without reordering there is no latency to restrict.
            _ = source.Ue();
            target.Ue(0);
        }

        if (source.IsOverrun || source.Position > end)
        {
            error = ParameterSetError.Truncated;
            return false;
        }

        target.Copy(ref source, end - source.Position);
        target.TrailingBits();
        length = target.Length;
        error = target.IsOverrun ? ParameterSetError.NoRoom : ParameterSetError.None;
        return !target.IsOverrun;
    }

    /// <summary>Where the stop bit is: the last one bit.</summary>
    private static int LastBit(ReadOnlySpan<byte> raw)
    {
        int length = raw.TrimEnd((byte)0).Length;
        return length == 0 ? 0 : (length * 8) - 1 - System.Numerics.BitOperations.TrailingZeroCount(raw[length - 1]);
    }
}
