using System;

namespace Fathom.Protocol.Pixel;

/// <summary>
/// Makes an H.264 sequence parameter set promise that no frame is reordered, so that a decoder gives each one at once.
/// Only for streams whose encoder does not reorder: ours and the original server's.
/// </summary>
public static class AvcRestrictionRewriter
{
    /// <summary>How much longer than its source a result can be.</summary>
    public const int MaxGrowth = 24;

    /// <summary>The longest set that is rewritten; real ones have a few dozen bytes.</summary>
    public const int MaxUnitSize = 2048;

    /// <summary>Rewrites one set.</summary>
    /// <param name="unit">The set with its NAL header.</param>
    /// <param name="destination">Room for the result, <see cref="MaxGrowth"/> bytes more than the source.</param>
    /// <param name="written">The length of the result; the source is copied when it needs no change.</param>
    /// <param name="error">The reason for <c>false</c>.</param>
    /// <returns>False when the set cannot be understood or does not fit; nothing may be assumed about the destination then.</returns>
    public static bool TryRewrite(ReadOnlySpan<byte> unit, Span<byte> destination, out int written, out ParameterSetError error)
    {
        written = 0;
        if (!AvcSequenceReader.TryRead(unit, out SequenceParameterSet set, out error))
        {
            return false;
        }

        error = unit.Length > MaxUnitSize || destination.Length < unit.Length + MaxGrowth ? ParameterSetError.NoRoom : ParameterSetError.None;
        if (error != ParameterSetError.None)
        {
            return false;
        }

        if (set.PromisesNoReordering && set.MaxReorderFrames == 0)
        {
            unit.CopyTo(destination);
            written = unit.Length;
            return true;
        }

        Span<byte> raw = stackalloc byte[MaxUnitSize];
        Span<byte> changed = stackalloc byte[MaxUnitSize + MaxGrowth];
        if (!EmulationPrevention.TryRemove(unit[1..], raw, out int rawLength)
            || !TryRewrite(raw[..rawLength], changed, out int changedLength)
            || !EmulationPrevention.TryInsert(changed[..changedLength], destination[1..], out int escapedLength))
        {
            error = ParameterSetError.NoRoom;
            return false;
        }

        destination[0] = unit[0];
        written = 1 + escapedLength;
        return true;
    }

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
            if (NalFormat.AvcNalType(unit) == AvcSequenceReader.NalType
                && TryRewrite(unit, destination[written..], out int length, out _))
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

    /// <summary>Looks at the sets in front of the first slice: most streams need no change, and then nothing is copied.</summary>
    private static bool AnyAllowsReordering(NalUnitReader units)
    {
        while (units.MoveNext())
        {
            int type = NalFormat.AvcNalType(units.Current);
            if (type is >= 1 and <= 5)
            {
                return false;
            }

            if (type == AvcSequenceReader.NalType
                && AvcSequenceReader.TryRead(units.Current, out SequenceParameterSet set, out _) && !(set.PromisesNoReordering && set.MaxReorderFrames == 0))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryRewrite(ReadOnlySpan<byte> raw, Span<byte> changed, out int length)
    {
        var source = new BitReader(raw, escaped: false);
        AvcSequenceReader.Read(ref source, out SequenceParameterSet set, out AvcRestrictionPlace place);
        source = new BitReader(raw, escaped: false);
        var target = new BitWriter(changed);
        if (place.ReorderCodes > 0)
        {
            target.Copy(ref source, place.ReorderCodes);
        }
        else
        {
            WriteOpening(ref source, ref target, place);
            target.Flag(true);
            target.Ue(0);
            target.Ue(0);
            target.Ue(16);
            target.Ue(16);
        }

        target.Ue(0);
        target.Ue((uint)set.ReferenceFrames);
        target.TrailingBits();
        length = target.Length;
        return !target.IsOverrun;
    }

    private static void WriteOpening(ref BitReader source, ref BitWriter target, AvcRestrictionPlace place)
    {
        if (place.RestrictionFlag > 0)
        {
            target.Copy(ref source, place.RestrictionFlag);
        }
        else
        {
            // Usability information that says nothing: eight flags, all off (aspect, overscan, signal, chroma, timing, two HRDs, picture structure).
            target.Copy(ref source, place.UsabilityFlag);
            target.Flag(true);
            target.Bits(0, 8);
        }

        target.Flag(true);
    }
}
