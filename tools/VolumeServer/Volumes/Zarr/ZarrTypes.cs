using System;
using System.Globalization;
using System.Text.Json;
using Fathom.VolumeServer.Volumes.Codecs;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Names of sample types and of single values, as both versions of Zarr write them.</summary>
internal static class ZarrTypes
{
    /// <summary>NumPy's three characters: byte order, kind, bytes.</summary>
    public static (StoredType Type, bool BigEndian) FromVersion2(JsonElement dtype, string where)
    {
        if (dtype.ValueKind != JsonValueKind.String)
        {
            throw ZarrFault.UnsupportedType(where, "a structure: " + Shown(dtype));
        }

        string text = dtype.GetString()!;
        string name = text.Length < 2 ? "" : text[1..];
        StoredType? type = name switch
        {
            "b1" => StoredType.Bool,
            "u1" => StoredType.Of(SampleType.UInt8),
            "i1" => StoredType.Of(SampleType.Int8),
            "u2" => StoredType.Of(SampleType.UInt16),
            "i2" => StoredType.Of(SampleType.Int16),
            "u4" => StoredType.Of(SampleType.UInt32),
            "i4" => StoredType.Of(SampleType.Int32),
            "u8" => StoredType.Of(SampleType.UInt64),
            "i8" => StoredType.Of(SampleType.Int64),
            "f2" => StoredType.Half,
            "f4" => StoredType.Of(SampleType.Float32),
            "f8" => StoredType.Of(SampleType.Float64),
            _ => null,
        };
        if (type is null || text[0] is not ('<' or '>' or '|' or '='))
        {
            throw ZarrFault.UnsupportedType(where, Named(text));
        }

        return (type.Value, text[0] == '>');
    }

    /// <summary>Plain names.</summary>
    public static StoredType FromVersion3(JsonElement dtype, string where)
    {
        string name = dtype.ValueKind == JsonValueKind.String ? dtype.GetString()! : dtype.Text("name") ?? Shown(dtype);
        return name switch
        {
            "bool" => StoredType.Bool,
            "float16" => StoredType.Half,
            _ when Enum.TryParse(name, ignoreCase: true, out SampleType sample) && Enum.IsDefined(sample) && sample.Name() == name => StoredType.Of(sample),
            _ => throw ZarrFault.UnsupportedType(where, name),
        };
    }

    /// <summary>One value as it lies in memory. No value at all is zero.</summary>
    public static byte[] Fill(JsonElement value, StoredType type, string where)
    {
        byte[] bytes = new byte[type.Sample.Bytes()];
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False:
                return bytes;
            case JsonValueKind.True:
                return Number(1, type.Sample, where, value);
            case JsonValueKind.Number when type.Sample == SampleType.UInt64 && value.TryGetUInt64(out ulong large):
                BitConverter.TryWriteBytes(bytes, large);
                return bytes;
            case JsonValueKind.Number when type.Sample == SampleType.Int64 && value.TryGetInt64(out long wide):
                BitConverter.TryWriteBytes(bytes, wide);
                return bytes;
            case JsonValueKind.Number when value.TryGetDouble(out double number):
                return Number(number, type.Sample, where, value);
            case JsonValueKind.String:
                return Text(value.GetString()!, type, where, value);
            default:
                throw ZarrFault.Broken(where, $"Its fill value {Shown(value)} is no number.");
        }
    }

    private static byte[] Text(string text, StoredType type, string where, JsonElement value)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong bits))
        {
            return type.Form == StoredForm.Half ? BitConverter.GetBytes((float)BitConverter.UInt16BitsToHalf((ushort)bits)) : BitConverter.GetBytes(bits)[..type.Bytes];
        }

        double number = text switch
        {
            "NaN" => double.NaN,
            "Infinity" or "+Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            "" => 0,
            _ when double.TryParse(text, CultureInfo.InvariantCulture, out double parsed) => parsed,
            _ => throw ZarrFault.Broken(where, $"Its fill value {Shown(value)} is no number."),
        };
        return Number(number, type.Sample, where, value);
    }

    private static byte[] Number(double number, SampleType type, string where, JsonElement value)
    {
        try
        {
            return type switch
            {
                SampleType.UInt8 => [checked((byte)number)],
                SampleType.Int8 => [(byte)checked((sbyte)number)],
                SampleType.UInt16 => BitConverter.GetBytes(checked((ushort)number)),
                SampleType.Int16 => BitConverter.GetBytes(checked((short)number)),
                SampleType.UInt32 => BitConverter.GetBytes(checked((uint)number)),
                SampleType.Int32 => BitConverter.GetBytes(checked((int)number)),
                SampleType.UInt64 => BitConverter.GetBytes(checked((ulong)number)),
                SampleType.Int64 => BitConverter.GetBytes(checked((long)number)),
                SampleType.Float32 => BitConverter.GetBytes((float)number),
                _ => BitConverter.GetBytes(number),
            };
        }
        catch (OverflowException)
        {
            throw ZarrFault.Broken(where, $"Its fill value {Shown(value)} is not a value of {type.Name()}.");
        }
    }

    private static string Named(string dtype) => dtype.Length < 2 ? dtype : dtype[1] switch
    {
        'M' or 'm' => dtype + " (dates and durations)",
        'S' or 'U' or 'O' => dtype + " (texts or objects)",
        'c' => dtype + " (complex numbers)",
        'V' => dtype + " (raw bytes)",
        _ => dtype,
    };

    private static string Shown(JsonElement value)
    {
        string text = value.ToString();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
