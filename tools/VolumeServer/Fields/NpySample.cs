using Fathom.Decode.Arrays;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Fields;

/// <summary>How one sample of a NumPy file lies there, and as what it is handed out.</summary>
/// <param name="Type">As what it is handed out; half floats become float32.</param>
/// <param name="Bytes">Bytes in the file.</param>
/// <param name="IsBigEndian">The most significant byte comes first.</param>
internal readonly record struct NpySample(SampleType Type, int Bytes, bool IsBigEndian)
{
    /// <summary>Half floats: two bytes in the file, four when handed out.</summary>
    public bool IsHalf => Type == SampleType.Float32 && Bytes == 2;

    /// <summary>How the samples of a file lie; throws for types that are not read.</summary>
    public static NpySample Require(NpyHeader header, string path) => TryParse(header.Description, out NpySample sample) ? sample : throw NpyHeader.Refusal(
        path,
        $"Its samples are of type {header.Description}.",
        "Read are bool, integers of 8 to 64 bits and floats of 16 to 64 bits; convert it with numpy.asarray(a, dtype=...).");

    /// <summary>From NumPy's description, for example <c>&lt;u2</c>; false for what is not read (objects, texts, complex numbers, records).</summary>
    public static bool TryParse(string description, out NpySample sample)
    {
        sample = default;
        if (description.Length != 3 || description[0] is not ('<' or '>' or '|' or '='))
        {
            return false;
        }

        SampleType? type = (description[1], description[2]) switch
        {
            ('b', '1') or ('u', '1') => SampleType.UInt8,
            ('i', '1') => SampleType.Int8,
            ('u', '2') => SampleType.UInt16,
            ('i', '2') => SampleType.Int16,
            ('u', '4') => SampleType.UInt32,
            ('i', '4') => SampleType.Int32,
            ('u', '8') => SampleType.UInt64,
            ('i', '8') => SampleType.Int64,
            ('f', '2') or ('f', '4') => SampleType.Float32,
            ('f', '8') => SampleType.Float64,
            _ => null,
        };
        if (type is not { } known)
        {
            return false;
        }

        sample = new NpySample(known, description[2] - '0', description[0] == '>' && description[2] != '1');
        return true;
    }
}
