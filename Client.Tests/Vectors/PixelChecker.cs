using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Messages of the pixel channel: single ones, broken ones, and short streams.</summary>
internal sealed class PixelChecker : IVectorChecker
{
    public string? Check(JsonElement vector)
    {
        string kind = vector.TryGetProperty("kind", out JsonElement given) ? given.GetString() ?? string.Empty : "frame";
        string? difference = kind switch
        {
            "frame" => CheckFrame(vector),
            "stream" => CheckStream(vector),
            _ => $"the kind '{kind}' is unknown",
        };
        return vector.IsOriginal() && kind is "frame" or "stream" ? null : difference;
    }

    private static string? CheckFrame(JsonElement vector)
    {
        bool isValid = !vector.TryGetProperty("valid", out JsonElement valid) || valid.GetBoolean();
        byte[]? given = vector.Hex("message_hex") ?? vector.Hex("header_hex");
        if (given is null)
        {
            // A text message: there is nothing to read.
            return isValid ? "a frame without bytes" : null;
        }

        byte[] message = vector.Hex("message_hex") ?? [.. given, .. vector.Hex("payload_hex") ?? []];
        bool isRead = PixelMessage.TryParse(message, false, out PixelHeader header, out _, out bool hasView, out int offset, out PixelError error);
        if (!isValid)
        {
            return isRead || error == PixelError.None ? $"accepted as {header}" : null;
        }

        if (!isRead || hasView)
        {
            return $"not read: {error}";
        }

        byte[] written = new byte[PixelHeader.Size];
        header.Write(written);
        bool isSame = (vector.Hex("header_hex") is not { } bytes || message[21] > 1 || bytes.AsSpan().SequenceEqual(written))
            && (vector.Hex("payload_hex") is not { } payload || payload.AsSpan().SequenceEqual(message.AsSpan(offset)));
        return !isSame ? $"written as {Convert.ToHexString(written)}"
            : vector.TryGetProperty("fields", out JsonElement fields) ? CheckFields(fields, header)
            : null;
    }

    private static string? CheckFields(JsonElement fields, PixelHeader header)
    {
        foreach (JsonProperty field in fields.EnumerateObject())
        {
            bool isSame = field.Name switch
            {
                "seq" => field.Value.GetUInt32() == header.Sequence,
                "ts" => header.Timestamp.Equals(NumberOf(field.Value)),
                "ts_hex" => Convert.ToHexStringLower(BitConverter.GetBytes(header.Timestamp).Reverse().ToArray()) == field.Value.GetString(),
                "width" => field.Value.GetUInt32() == unchecked((uint)header.Width),
                "height" => field.Value.GetUInt32() == unchecked((uint)header.Height),
                "codec" => field.Value.GetByte() == (byte)header.Codec,
                "flags" => (field.Value.GetByte() & 1) != 0 == header.IsKeyframe,
                "reserved" => field.Value.GetUInt16() == header.ViewLength,
                "keyframe" => field.Value.GetBoolean() == header.IsKeyframe,
                _ => false,
            };
            if (!isSame)
            {
                return $"{field.Name} is not {field.Value.GetRawText()} in {header}";
            }
        }

        return null;
    }

    private static double NumberOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static string? CheckStream(JsonElement vector)
    {
        string? difference = CheckConfiguration(vector);
        uint? previous = null;
        foreach (JsonElement message in vector.GetProperty("messages").EnumerateArray())
        {
            byte[] bytes = message.Hex("message_hex")!;
            if (!PixelMessage.TryParse(bytes, false, out PixelHeader header, out _, out _, out int offset, out PixelError error))
            {
                return $"not read: {error}";
            }

            difference ??= previous is { } last && SequenceNumber.IsDiscontinuity(last, header.Sequence) ? $"a gap before {header.Sequence}" : null;
            difference ??= CheckUnit(message, header, bytes.AsSpan(offset));
            previous = header.Sequence;
        }

        return difference;
    }

    private static string? CheckConfiguration(JsonElement vector)
    {
        JsonElement stream = vector.GetProperty("notify_stream_payload");
        byte[] record = Convert.FromBase64String(stream.GetProperty("avcc").GetString()!);
        if (!AvcDecoderConfiguration.TryParse(record, out AvcDecoderConfiguration? configuration, out ParameterSetError error))
        {
            return $"avcC not read: {error}";
        }

        byte[] set = configuration!.SequenceSets[0].ToArray();
        if (!AvcSequenceReader.TryRead(set, out SequenceParameterSet parameters, out error))
        {
            return $"sequence parameter set not read: {error}";
        }

        int[] size = [.. stream.GetProperty("frame_size").EnumerateArray().Select(item => item.GetInt32())];
        return !record.AsSpan().SequenceEqual(vector.Hex("avcc_hex")) ? "avcc is not avcc_hex"
            : !set.AsSpan().SequenceEqual(vector.Hex("sps_hex")) ? "another sequence parameter set"
            : !configuration.PictureSets[0].Span.SequenceEqual(vector.Hex("pps_hex")) ? "another picture parameter set"
            : configuration.NalLengthSize != vector.GetProperty("nal_length_size").GetInt32() ? $"nal_length_size {configuration.NalLengthSize}"
            : (parameters.Width, parameters.Height) != (size[0], size[1]) ? $"{parameters.Width}×{parameters.Height}"
            : !configuration.ToArray(withHighProfileTail: record.Length != configuration.ToArray(false).Length).AsSpan().SequenceEqual(record) ? "avcC written otherwise"
            : null;
    }

    private static string? CheckUnit(JsonElement message, PixelHeader header, Span<byte> unit)
    {
        byte[] annexB = message.Hex("annexb_hex")!;
        byte[] packed = new byte[unit.Length + 64];
        NalFormat.TryWriteAvcc(new NalUnitReader(annexB, NalLayout.StartCodes), packed, out int length);
        if (!packed.AsSpan(0, length).SequenceEqual(unit))
        {
            return $"frame {header.Sequence}: start codes packed into other bytes";
        }

        var types = new List<int>();
        var lengths = new List<int>();
        foreach (ReadOnlySpan<byte> nal in new NalUnitReader(unit, NalLayout.LengthPrefixed))
        {
            types.Add(NalFormat.AvcNalType(nal));
            lengths.Add(nal.Length);
        }

        bool isKey = message.GetProperty("keyframe").GetBoolean();
        string? difference = !types.SequenceEqual(message.Numbers("nal_types")) || !lengths.SequenceEqual(message.Numbers("nal_lengths")) ? "other units"
            : header.IsKeyframe != isKey || NalFormat.IsKeyframe(header.Codec, unit) != isKey ? "key frame or not"
            : !NalFormat.TryAvccToAnnexBInPlace(unit, out int good) || good != unit.Length ? "not converted"
            : NalFormat.IsKeyframe(header.Codec, unit, NalLayout.StartCodes) != isKey ? "key frame or not, with start codes"
            : !NalFormat.TryAnnexBToAvccInPlace(unit) || !packed.AsSpan(0, length).SequenceEqual(unit) ? "not converted back"
            : null;
        return difference is null ? null : $"frame {header.Sequence}: {difference}";
    }
}
