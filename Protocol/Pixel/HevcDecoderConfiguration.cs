using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.Protocol.Pixel;

/// <summary>The <c>hvcC</c> record of ISO/IEC 14496-15.</summary>
/// <param name="General">Profile, tier and level.</param>
/// <param name="ChromaFormat">0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4.</param>
/// <param name="LumaDepth">The bits of a luma sample.</param>
/// <param name="ChromaDepth">The bits of a chroma sample.</param>
/// <param name="NalLengthSize">The size of a length in the stream, 1 to 4.</param>
/// <param name="VideoSets">The video parameter sets with their NAL headers.</param>
/// <param name="SequenceSets">The sequence parameter sets.</param>
/// <param name="PictureSets">The picture parameter sets.</param>
public sealed record HevcDecoderConfiguration(
    HevcProfileTierLevel General,
    int ChromaFormat,
    int LumaDepth,
    int ChromaDepth,
    int NalLengthSize,
    ImmutableArray<ReadOnlyMemory<byte>> VideoSets,
    ImmutableArray<ReadOnlyMemory<byte>> SequenceSets,
    ImmutableArray<ReadOnlyMemory<byte>> PictureSets)
{
    private const int FixedSize = 23;
    private const int PictureSetType = 34;

    // The record has three bits for a depth.
    private const int MaxDepth = 15;

    /// <summary>Reads a record; the sets are copied out of it, other arrays (SEI) are passed over.</summary>
    public static bool TryParse(ReadOnlySpan<byte> record, out HevcDecoderConfiguration? configuration, out ParameterSetError error)
    {
        configuration = null;
        error = record.Length < FixedSize ? ParameterSetError.Truncated : record[0] != 1 ? ParameterSetError.WrongVersion : ParameterSetError.None;
        if (error != ParameterSetError.None)
        {
            return false;
        }

        var sets = new Dictionary<int, ImmutableArray<ReadOnlyMemory<byte>>>();
        int offset = FixedSize;
        for (int i = 0; i < record[22]; i++)
        {
            if (record.Length - offset < 3)
            {
                error = ParameterSetError.Truncated;
                return false;
            }

            int type = record[offset] & 0x3f;
            int count = BinaryPrimitives.ReadUInt16BigEndian(record[(offset + 1)..]);
            offset += 3;
            if (!ParameterSetList.TryRead(record, ref offset, count, out ImmutableArray<ReadOnlyMemory<byte>> found))
            {
                error = ParameterSetError.Truncated;
                return false;
            }

            sets[type] = Of(sets, type).AddRange(found);
        }

        var bits = new BitReader(record[1..], escaped: false);
        configuration = new HevcDecoderConfiguration(
            HevcProfileTierLevel.Read(ref bits, 0),
            record[16] & 3,
            8 + (record[17] & 7),
            8 + (record[18] & 7),
            (record[21] & 3) + 1,
            Of(sets, HevcVideoParameterSet.NalType),
            Of(sets, HevcSequenceReader.NalType),
            Of(sets, PictureSetType));
        return true;
    }

    /// <summary>Finds the parameter sets in a key frame and makes a record of them. False when one is missing or cannot be read.</summary>
    public static bool TryCreate(NalUnitReader keyframe, out HevcDecoderConfiguration? configuration)
    {
        ReadOnlySpan<byte> video = default;
        ReadOnlySpan<byte> sequence = default;
        ReadOnlySpan<byte> picture = default;
        while (keyframe.MoveNext())
        {
            int type = NalFormat.HevcNalType(keyframe.Current);
            video = type == HevcVideoParameterSet.NalType ? keyframe.Current : video;
            sequence = type == HevcSequenceReader.NalType ? keyframe.Current : sequence;
            picture = type == PictureSetType ? keyframe.Current : picture;
        }

        configuration = null;
        if (picture.IsEmpty
            || !HevcVideoParameterSet.TryRead(video, out HevcVideoParameterSet head, out _)
            || !HevcSequenceReader.TryRead(sequence, out SequenceParameterSet set, out _)
            || Math.Max(set.LumaDepth, set.ChromaDepth) > MaxDepth)
        {
            return false;
        }

        configuration = new HevcDecoderConfiguration(
            head.General, set.ChromaFormat, set.LumaDepth, set.ChromaDepth, 4, [video.ToArray()], [sequence.ToArray()], [picture.ToArray()]);
        return true;
    }

    /// <summary>Writes the record.</summary>
    public byte[] ToArray()
    {
        byte[] record = new byte[FixedSize + 9 + ParameterSetList.SizeOf(VideoSets) + ParameterSetList.SizeOf(SequenceSets) + ParameterSetList.SizeOf(PictureSets)];
        record[0] = 1;
        record[1] = (byte)((General.ProfileSpace << 6) | (General.IsHighTier ? 0x20 : 0) | General.Profile);
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(2), General.CompatibilityFlags);
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(6), (uint)(General.ConstraintFlags >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(10), (ushort)General.ConstraintFlags);
        record[12] = (byte)General.Level;
        record[13] = 0xf0;
        record[15] = 0xfc;
        record[16] = (byte)(0xfc | ChromaFormat);
        record[17] = (byte)(0xf8 | (LumaDepth - 8));
        record[18] = (byte)(0xf8 | (ChromaDepth - 8));
        record[21] = (byte)(0x08 | (NalLengthSize - 1));
        record[22] = 3;
        int offset = FixedSize;
        WriteArray(HevcVideoParameterSet.NalType, VideoSets, record, ref offset);
        WriteArray(HevcSequenceReader.NalType, SequenceSets, record, ref offset);
        WriteArray(PictureSetType, PictureSets, record, ref offset);
        return record;
    }

    /// <summary>The sets with start codes, as decoders take them.</summary>
    public byte[] ToAnnexB() => ParameterSetList.ToAnnexB(VideoSets.Concat(SequenceSets).Concat(PictureSets));

    /// <summary>Whether two records say the same, set by set.</summary>
    public bool Equals(HevcDecoderConfiguration? other) =>
        other is not null && General == other.General && ChromaFormat == other.ChromaFormat && LumaDepth == other.LumaDepth
        && ChromaDepth == other.ChromaDepth && NalLengthSize == other.NalLengthSize && ParameterSetList.AreEqual(VideoSets, other.VideoSets)
        && ParameterSetList.AreEqual(SequenceSets, other.SequenceSets) && ParameterSetList.AreEqual(PictureSets, other.PictureSets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(General, NalLengthSize, SequenceSets.Length, PictureSets.Length);

    private static ImmutableArray<ReadOnlyMemory<byte>> Of(Dictionary<int, ImmutableArray<ReadOnlyMemory<byte>>> sets, int type) =>
        sets.TryGetValue(type, out ImmutableArray<ReadOnlyMemory<byte>> found) ? found : [];

    // Every array is complete (bit 7): a stream of ours changes its sets only with a new record.
    private static void WriteArray(int type, ImmutableArray<ReadOnlyMemory<byte>> sets, Span<byte> record, ref int offset)
    {
        record[offset] = (byte)(0x80 | type);
        BinaryPrimitives.WriteUInt16BigEndian(record[(offset + 1)..], (ushort)sets.Length);
        offset += 3;
        ParameterSetList.Write(sets, record, ref offset);
    }
}
