using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Vectors;

/// <summary>NAL unit forms, decoder configurations and key-frame detection; <c>fn</c> names the original function, whose task ours must do as well.</summary>
internal sealed class CodecChecker : IVectorChecker
{
    private static readonly (string Prefix, Func<JsonElement, string?> Check)[] s_functions =
    [
        ("pack_to_avcc", CheckPack),
        ("annexb_to_avcc", CheckPack),
        ("build_avcc_config", CheckBuild),
        ("parse_avcc", CheckParse),
        ("split_avcc_by_len", vector => CheckSplit(vector, NalLayout.LengthPrefixed)),
        ("split_annexb", vector => CheckSplit(vector, NalLayout.StartCodes)),
        ("contains_idr", CheckKeyframe),
        ("nal_length_size_from_avcc", CheckLengthSize),
        ("codec.h264.is_annexb", CheckSniff),
    ];

    public string? Check(JsonElement vector)
    {
        string name = vector.GetProperty("fn").GetString() ?? string.Empty;
        foreach ((string prefix, Func<JsonElement, string?> check) in s_functions)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                string? difference = check(vector);
                return vector.IsOriginal() ? null : difference;
            }
        }

        return $"the function '{name}' is unknown";
    }

    /// <summary>An encoder's output in any form becomes length-prefixed units; what is in no form becomes one unit.</summary>
    private static string? CheckPack(JsonElement vector)
    {
        byte[] input = vector.Hex("in") ?? [];
        NalLayout layout = NalFormat.Detect(input);
        var output = new ArrayBufferWriter<byte>();
        if (layout == NalLayout.Unknown && input.Length > 0)
        {
            NalFormat.WriteAvcc(new NalUnitReader([0, 0, 1, .. input], NalLayout.StartCodes), output);
        }
        else
        {
            NalFormat.WriteAvcc(new NalUnitReader(input, layout), output);
        }

        string packed = Convert.ToHexStringLower(output.WrittenSpan);
        string expected = vector.HexList("out_hex").FirstOrDefault() ?? string.Empty;
        if (packed != expected)
        {
            return $"packed into {packed}";
        }

        if (vector.TryGetProperty("keyframe", out JsonElement keyframe)
            && NalFormat.IsKeyframe(VideoCodec.H264, output.WrittenSpan) != keyframe.GetBoolean())
        {
            return "key frame or not";
        }

        return CheckSet(vector, "sps", AvcSequenceReader.NalType, output.WrittenSpan) ?? CheckSet(vector, "pps", AvcSequenceReader.NalType + 1, output.WrittenSpan);
    }

    private static string? CheckSet(JsonElement vector, string name, int type, ReadOnlySpan<byte> unit)
    {
        string? last = null;
        foreach (ReadOnlySpan<byte> nal in new NalUnitReader(unit, NalLayout.LengthPrefixed))
        {
            last = NalFormat.AvcNalType(nal) == type ? Convert.ToHexStringLower(nal) : last;
        }

        return vector.HexList(name).FirstOrDefault() is { } expected && expected != last ? $"{name} is {last}" : null;
    }

    private static string? CheckBuild(JsonElement vector)
    {
        bool isMade = AvcDecoderConfiguration.TryCreate(vector.Hex("sps") ?? [], vector.Hex("pps") ?? [], out AvcDecoderConfiguration? configuration);
        string? made = isMade ? Convert.ToHexStringLower(configuration!.ToArray(withHighProfileTail: false)) : null;
        string? expected = vector.HexList("out_hex").FirstOrDefault();
        bool isSameText = !isMade || !vector.TryGetProperty("base64", out JsonElement text) || text.ValueKind != JsonValueKind.String
            || Convert.ToBase64String(configuration!.ToArray(withHighProfileTail: false)) == text.GetString();
        return made == expected && isSameText ? null : $"made {made}";
    }

    private static string? CheckParse(JsonElement vector)
    {
        bool isRead = AvcDecoderConfiguration.TryParse(vector.Hex("in") ?? [], out AvcDecoderConfiguration? configuration, out ParameterSetError error);
        if (!IsValid(vector))
        {
            return isRead || error == ParameterSetError.None ? "accepted" : null;
        }

        return !isRead ? $"not read: {error}"
            : !Hex(configuration!.SequenceSets).SequenceEqual(vector.HexList("sps")) ? "other sequence parameter sets"
            : !Hex(configuration.PictureSets).SequenceEqual(vector.HexList("pps")) ? "other picture parameter sets"
            : configuration.NalLengthSize != vector.GetProperty("nal_length_size").GetInt32() ? $"length size {configuration.NalLengthSize}"
            : null;
    }

    private static string? CheckSplit(JsonElement vector, NalLayout layout)
    {
        int size = vector.TryGetProperty("nal_length_size", out JsonElement given) ? given.GetInt32() : 4;
        if (size is < 1 or > 4)
        {
            return IsValid(vector) ? $"lengths of {size} bytes" : null;
        }

        var found = new List<string>();
        foreach (ReadOnlySpan<byte> unit in new NalUnitReader(vector.Hex("in"), layout, size))
        {
            found.Add(Convert.ToHexStringLower(unit));
        }

        return found.SequenceEqual(vector.HexList("out")) ? null : $"split into {string.Join(' ', found)}";
    }

    private static string? CheckKeyframe(JsonElement vector)
    {
        byte[] unit = vector.Hex("in") ?? [];
        NalLayout layout = vector.GetProperty("fn").GetString()!.Contains("annexb", StringComparison.Ordinal) ? NalLayout.StartCodes : NalLayout.LengthPrefixed;
        int size = vector.TryGetProperty("nal_length_size", out JsonElement given) ? given.GetInt32() : 4;
        bool isAvc = NalFormat.IsKeyframe(VideoCodec.H264, unit, layout, size);
        bool isHevc = NalFormat.IsKeyframe(VideoCodec.Hevc, unit, layout, size);
        return (!vector.TryGetProperty("h264", out JsonElement avc) || avc.GetBoolean() == isAvc)
            && (!vector.TryGetProperty("hevc", out JsonElement hevc) || hevc.GetBoolean() == isHevc)
            ? null
            : $"h264 {isAvc}, hevc {isHevc}";
    }

    private static string? CheckLengthSize(JsonElement vector)
    {
        byte[] record = vector.Hex("in") ?? [];
        int size = AvcDecoderConfiguration.TryParse(record, out AvcDecoderConfiguration? configuration, out _) ? configuration!.NalLengthSize
            : record.Length > 4 ? (record[4] & 3) + 1
            : 4;
        bool isKnown = vector.TryGetProperty("out", out JsonElement expected) && expected.ValueKind == JsonValueKind.Number;
        return isKnown ? expected.GetInt32() == size ? null : $"length size {size}"
            : IsValid(vector) || configuration is not null ? "no length size to compare with"
            : null;
    }

    /// <summary>Ours looks at whole units: bytes that begin with a start code and do not add up as lengths have start codes.</summary>
    private static string? CheckSniff(JsonElement vector)
    {
        bool isAnnexB = NalFormat.Detect(vector.Hex("in") ?? []) == NalLayout.StartCodes;
        return !vector.TryGetProperty("server_is_annexb", out JsonElement expected) || expected.GetBoolean() == isAnnexB ? null : $"start codes: {isAnnexB}";
    }

    private static bool IsValid(JsonElement vector) => !vector.TryGetProperty("valid", out JsonElement valid) || valid.GetBoolean();

    private static IEnumerable<string> Hex(IEnumerable<ReadOnlyMemory<byte>> sets) => sets.Select(static set => Convert.ToHexStringLower(set.Span));
}
