using System;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.Protocol.Pixel;

/// <summary>
/// The <c>avcC</c> record of ISO/IEC 14496-15. The tail that high profiles should carry is tolerated when absent, as the original server leaves it out.
/// </summary>
/// <param name="Profile">The profile, byte 1 of the first set.</param>
/// <param name="Compatibility">The constraint flags.</param>
/// <param name="Level">The level.</param>
/// <param name="NalLengthSize">The size of a length in the stream, 1 to 4.</param>
/// <param name="SequenceSets">The sequence parameter sets with their NAL headers.</param>
/// <param name="PictureSets">The picture parameter sets with their NAL headers.</param>
public sealed record AvcDecoderConfiguration(
    byte Profile,
    byte Compatibility,
    byte Level,
    int NalLengthSize,
    ImmutableArray<ReadOnlyMemory<byte>> SequenceSets,
    ImmutableArray<ReadOnlyMemory<byte>> PictureSets)
{
    private const int FixedSize = 6;

    /// <summary>Reads a record; the sets are copied out of it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> record, out AvcDecoderConfiguration? configuration, out ParameterSetError error)
    {
        configuration = null;
        error = record.Length < FixedSize ? ParameterSetError.Truncated : record[0] != 1 ? ParameterSetError.WrongVersion : ParameterSetError.None;
        if (error != ParameterSetError.None)
        {
            return false;
        }

        int offset = FixedSize;
        ImmutableArray<ReadOnlyMemory<byte>> pictureSets = [];
        bool isWhole = ParameterSetList.TryRead(record, ref offset, record[5] & 0x1f, out ImmutableArray<ReadOnlyMemory<byte>> sequenceSets)
            && offset < record.Length;
        if (isWhole)
        {
            int pictureCount = record[offset++];
            isWhole = ParameterSetList.TryRead(record, ref offset, pictureCount, out pictureSets);
        }

        if (!isWhole)
        {
            error = ParameterSetError.Truncated;
            return false;
        }

        configuration = new AvcDecoderConfiguration(record[1], record[2], record[3], (record[4] & 3) + 1, sequenceSets, pictureSets);
        return true;
    }

    /// <summary>Makes a record for one sequence and one picture parameter set. False when they are too short to be what they claim.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> sequenceSet, ReadOnlySpan<byte> pictureSet, out AvcDecoderConfiguration? configuration)
    {
        configuration = sequenceSet.Length < 4 || pictureSet.IsEmpty || Math.Max(sequenceSet.Length, pictureSet.Length) > ushort.MaxValue
            ? null
            : new AvcDecoderConfiguration(sequenceSet[1], sequenceSet[2], sequenceSet[3], 4, [sequenceSet.ToArray()], [pictureSet.ToArray()]);
        return configuration is not null;
    }

    /// <summary>Finds the parameter sets in a key frame and makes a record of them.</summary>
    public static bool TryCreate(NalUnitReader keyframe, out AvcDecoderConfiguration? configuration)
    {
        ReadOnlySpan<byte> sequenceSet = default;
        ReadOnlySpan<byte> pictureSet = default;
        while (keyframe.MoveNext())
        {
            int type = NalFormat.AvcNalType(keyframe.Current);
            sequenceSet = type == AvcSequenceReader.NalType ? keyframe.Current : sequenceSet;
            pictureSet = type == AvcSequenceReader.NalType + 1 ? keyframe.Current : pictureSet;
        }

        return TryCreate(sequenceSet, pictureSet, out configuration);
    }

    /// <summary>Writes the record, with the four-byte tail that high profiles carry if it is wanted and the first set can be read.</summary>
    public byte[] ToArray(bool withHighProfileTail = true)
    {
        var set = new SequenceParameterSet();
        bool hasTail = withHighProfileTail && Profile is 100 or 110 or 122 or 144
            && !SequenceSets.IsEmpty && AvcSequenceReader.TryRead(SequenceSets[0].Span, out set, out _);
        byte[] record = new byte[FixedSize + ParameterSetList.SizeOf(SequenceSets) + 1 + ParameterSetList.SizeOf(PictureSets) + (hasTail ? 4 : 0)];
        ((ReadOnlySpan<byte>)[1, Profile, Compatibility, Level, (byte)(0xfc | (NalLengthSize - 1)), (byte)(0xe0 | SequenceSets.Length)]).CopyTo(record);
        int offset = FixedSize;
        ParameterSetList.Write(SequenceSets, record, ref offset);
        record[offset++] = (byte)PictureSets.Length;
        ParameterSetList.Write(PictureSets, record, ref offset);
        if (hasTail)
        {
            record[offset++] = (byte)(0xfc | set.ChromaFormat);
            record[offset++] = (byte)(0xf8 | (set.LumaDepth - 8));
            record[offset] = (byte)(0xf8 | (set.ChromaDepth - 8));
        }

        return record;
    }

    /// <summary>The sets with start codes, as decoders take them.</summary>
    public byte[] ToAnnexB() => ParameterSetList.ToAnnexB(SequenceSets.Concat(PictureSets));

    /// <summary>Whether two records say the same, set by set.</summary>
    public bool Equals(AvcDecoderConfiguration? other) =>
        other is not null && Profile == other.Profile && Compatibility == other.Compatibility && Level == other.Level && NalLengthSize == other.NalLengthSize
        && ParameterSetList.AreEqual(SequenceSets, other.SequenceSets) && ParameterSetList.AreEqual(PictureSets, other.PictureSets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Profile, Level, SequenceSets.Length, PictureSets.Length);
}
