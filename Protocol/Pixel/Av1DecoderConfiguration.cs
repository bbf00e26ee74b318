using System;

namespace Fathom.Protocol.Pixel;

/// <summary>The <c>av1C</c> record of the AV1 mapping to ISO media files.</summary>
/// <param name="Profile">0 main, 1 high, 2 professional.</param>
/// <param name="Level">The index of the level.</param>
/// <param name="IsHighTier">High tier instead of main tier.</param>
/// <param name="Depth">The bits of a sample: 8, 10 or 12.</param>
/// <param name="ChromaFormat">0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4.</param>
/// <param name="Units">The open bitstream units behind the record, as a rule the sequence header.</param>
public sealed record Av1DecoderConfiguration(int Profile, int Level, bool IsHighTier, int Depth, int ChromaFormat, ReadOnlyMemory<byte> Units)
{
    private const int FixedSize = 4;
    private const byte MarkerAndVersion = 0x81;

    /// <summary>Reads a record; the units are copied out of it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> record, out Av1DecoderConfiguration? configuration, out ParameterSetError error)
    {
        configuration = null;
        error = record.Length < FixedSize ? ParameterSetError.Truncated
            : record[0] != MarkerAndVersion ? ParameterSetError.WrongVersion
            : record[1] >> 5 > 2 ? ParameterSetError.OutOfRange
            : ParameterSetError.None;
        if (error != ParameterSetError.None)
        {
            return false;
        }

        byte flags = record[2];
        int depth = (flags & 0x40) == 0 ? 8 : (flags & 0x20) == 0 ? 10 : 12;
        int chroma = (flags & 0x10) != 0 ? 0 : (flags & 0x08) == 0 ? 3 : (flags & 0x04) == 0 ? 2 : 1;
        configuration = new Av1DecoderConfiguration(record[1] >> 5, record[1] & 0x1f, (flags & 0x80) != 0, depth, chroma, record[FixedSize..].ToArray());
        return true;
    }

    /// <summary>Makes a record from the sequence header of a key frame.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> keyframe, out Av1DecoderConfiguration? configuration)
    {
        configuration = null;
        ReadOnlySpan<byte> rest = keyframe;
        while (Av1Obu.TryRead(ref rest, out int type, out _))
        {
            ReadOnlySpan<byte> unit = keyframe[..^rest.Length];
            if (type == Av1Obu.SequenceHeader && Av1SequenceReader.TryRead(unit, out SequenceParameterSet set, out _))
            {
                configuration = new Av1DecoderConfiguration(set.Profile, set.Level, false, set.LumaDepth, set.ChromaFormat, unit.ToArray());
                return true;
            }

            keyframe = rest;
        }

        return false;
    }

    /// <summary>Writes the record.</summary>
    public byte[] ToArray()
    {
        byte[] record = new byte[FixedSize + Units.Length];
        record[0] = MarkerAndVersion;
        record[1] = (byte)((Profile << 5) | Level);
        record[2] = (byte)((IsHighTier ? 0x80 : 0)
            | (Depth > 8 ? 0x40 : 0)
            | (Depth > 10 ? 0x20 : 0)
            | ChromaFormat switch { 0 => 0x1c, 1 => 0x0c, 2 => 0x08, _ => 0 });
        Units.Span.CopyTo(record.AsSpan(FixedSize));
        return record;
    }

    /// <summary>Whether two records say the same.</summary>
    public bool Equals(Av1DecoderConfiguration? other) =>
        other is not null && Profile == other.Profile && Level == other.Level && IsHighTier == other.IsHighTier && Depth == other.Depth
        && ChromaFormat == other.ChromaFormat && Units.Span.SequenceEqual(other.Units.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Profile, Level, Depth, ChromaFormat, Units.Length);
}
