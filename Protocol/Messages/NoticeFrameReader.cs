using System;
using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Reads the payloads of <c>notify.stream</c>, <c>notify.telemetry</c> and <c>notify.error</c>.</summary>
internal static class NoticeFrameReader
{
    private const int DefaultNalLengthSize = 4;

    public static NotifyStream? Stream(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        string? codec = null, format = null, avcc = null;
        double? fps = null;
        ImmutableArray<int> size = default;
        int? nalLengthSize = null;
        MapValue? latency = null, hint = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("codec"u8))
            {
                codec = reader.TextOfScalar("codec");
            }
            else if (name.SequenceEqual("format"u8))
            {
                format = reader.TextOfScalar("format");
            }
            else if (name.SequenceEqual("fps"u8))
            {
                fps = reader.Number("fps");
            }
            else if (name.SequenceEqual("frame_size"u8))
            {
                size = reader.Integers("frame_size");
            }
            else if (name.SequenceEqual("nal_length_size"u8))
            {
                nalLengthSize = reader.Int32("nal_length_size");
            }
            else if (name.SequenceEqual("avcc"u8))
            {
                avcc = reader.TextOfScalar("avcc");
            }
            else if (name.SequenceEqual("latency_policy"u8))
            {
                latency = reader.Map("latency_policy");
            }
            else if (name.SequenceEqual("vt_hint"u8))
            {
                hint = reader.Map("vt_hint");
            }
            else
            {
                reader.Skip();
            }
        }

        if (codec is null)
        {
            reader.Missing("codec");
        }

        if (size.IsDefault)
        {
            reader.Missing("frame_size");
        }
        else if (size.Length != 2 || size[0] <= 0 || size[1] <= 0)
        {
            reader.Invalid("frame_size", "The frame size is a width and a height.");
        }

        error = reader.Fault;
        return reader.Ok
            ? new NotifyStream(
                frame.Envelope,
                codec!,
                format ?? "avcc",
                fps ?? 0,
                size[0],
                size[1],
                nalLengthSize ?? DefaultNalLengthSize,
                avcc ?? string.Empty,
                latency ?? MapValue.Empty,
                hint)
            : null;
    }

    public static NotifyTelemetry? Telemetry(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        double? presenter = null, decode = null, depth = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("presenter"u8))
            {
                presenter = reader.Number("presenter");
            }
            else if (name.SequenceEqual("decode"u8))
            {
                decode = reader.Number("decode");
            }
            else if (name.SequenceEqual("queue_depth"u8))
            {
                depth = reader.Number("queue_depth");
            }
            else
            {
                reader.Skip();
            }
        }

        if (presenter is null || decode is null || depth is null)
        {
            reader.Missing(presenter is null ? "presenter" : decode is null ? "decode" : "queue_depth");
        }

        error = reader.Fault;
        return reader.Ok ? new NotifyTelemetry(frame.Envelope, presenter ?? 0, decode ?? 0, depth ?? 0) : null;
    }

    public static NotifyError? Error(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        string? domain = null, code = null, text = null, severity = null;
        MapValue? context = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("domain"u8))
            {
                domain = reader.TextOfScalar("domain");
            }
            else if (name.SequenceEqual("code"u8))
            {
                code = reader.TextOfScalar("code");
            }
            else if (name.SequenceEqual("message"u8))
            {
                text = reader.TextOfScalar("message");
            }
            else if (name.SequenceEqual("severity"u8))
            {
                severity = reader.TextOfScalar("severity");
            }
            else if (name.SequenceEqual("context"u8))
            {
                context = reader.Map("context");
            }
            else
            {
                reader.Skip();
            }
        }

        if ((code ?? text) is null)
        {
            reader.Missing("code");
        }

        // Something went wrong over there: show it even when it is told badly.
        error = reader.Fault;
        return reader.Ok
            ? new NotifyError(frame.Envelope, domain ?? "unknown", code ?? "unknown", text ?? string.Empty, severity ?? "warning", context)
            : null;
    }
}
