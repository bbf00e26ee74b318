using System;

namespace Fathom.Protocol.Messages;

/// <summary>Reads the payloads of the negotiated extensions. They are ours on both sides: unknown members are left for later versions.</summary>
internal static class ExtensionFrameReader
{
    public static ClockPing? ClockPing(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        long? id = null;
        double? client = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("id"u8))
            {
                id = reader.Integer("id");
            }
            else if (name.SequenceEqual("client_s"u8))
            {
                client = reader.Number("client_s");
            }
            else
            {
                reader.Skip();
            }
        }

        Require(ref reader, id is null, "id");
        Require(ref reader, client is null, "client_s");
        error = reader.Fault;
        return reader.Ok ? new ClockPing(frame.Envelope, id ?? 0, client ?? 0) : null;
    }

    public static ClockPong? ClockPong(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        long? id = null;
        double? client = null, received = null, sent = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("id"u8))
            {
                id = reader.Integer("id");
            }
            else if (name.SequenceEqual("client_s"u8))
            {
                client = reader.Number("client_s");
            }
            else if (name.SequenceEqual("received_s"u8))
            {
                received = reader.Number("received_s");
            }
            else if (name.SequenceEqual("sent_s"u8))
            {
                sent = reader.Number("sent_s");
            }
            else
            {
                reader.Skip();
            }
        }

        Require(ref reader, id is null, "id");
        Require(ref reader, client is null, "client_s");
        Require(ref reader, received is null, "received_s");
        Require(ref reader, sent is null, "sent_s");
        error = reader.Fault;
        return reader.Ok ? new ClockPong(frame.Envelope, id ?? 0, client ?? 0, received ?? 0, sent ?? 0) : null;
    }

    public static DisplayCredit? DisplayCredit(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        long? sequence = null, revision = null;
        int? window = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("seq"u8))
            {
                sequence = reader.Integer("seq");
            }
            else if (name.SequenceEqual("window"u8))
            {
                window = reader.Int32("window");
            }
            else if (name.SequenceEqual("revision"u8))
            {
                revision = reader.Integer("revision");
            }
            else
            {
                reader.Skip();
            }
        }

        Require(ref reader, sequence is null, "seq");
        Require(ref reader, window is null, "window");
        if (sequence is < 0 or > uint.MaxValue || window is < 1)
        {
            reader.Invalid(window is < 1 ? "window" : "seq", "The sequence number is unsigned, the window at least 1.");
        }

        error = reader.Fault;
        return reader.Ok ? new DisplayCredit(frame.Envelope, (uint)(sequence ?? 0), window ?? 1, revision) : null;
    }

    public static DriveRequest? DriveRequest(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        bool? wanted = null;
        bool force = false;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("wanted"u8))
            {
                wanted = reader.Bool("wanted");
            }
            else if (name.SequenceEqual("force"u8))
            {
                force = reader.Bool("force") ?? false;
            }
            else
            {
                reader.Skip();
            }
        }

        Require(ref reader, wanted is null, "wanted");
        error = reader.Fault;
        return reader.Ok ? new DriveRequest(frame.Envelope, wanted ?? false, force) : null;
    }

    public static DriveState? DriveState(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        bool? isDriver = null;
        string? driver = null;
        int viewers = 0;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("is_driver"u8))
            {
                isDriver = reader.Bool("is_driver");
            }
            else if (name.SequenceEqual("driver"u8))
            {
                driver = reader.Text("driver");
            }
            else if (name.SequenceEqual("viewers"u8))
            {
                viewers = reader.Int32("viewers") ?? 0;
            }
            else
            {
                reader.Skip();
            }
        }

        Require(ref reader, isDriver is null, "is_driver");
        error = reader.Fault;
        return reader.Ok ? new DriveState(frame.Envelope, isDriver ?? false, driver, viewers) : null;
    }

    public static ViewSize? ViewSize(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        int? width = null, height = null;
        double ratio = 1;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("width"u8))
            {
                width = reader.Int32("width");
            }
            else if (name.SequenceEqual("height"u8))
            {
                height = reader.Int32("height");
            }
            else if (name.SequenceEqual("pixel_ratio"u8))
            {
                ratio = reader.Number("pixel_ratio") ?? 1;
            }
            else
            {
                reader.Skip();
            }
        }

        Require(ref reader, width is null, "width");
        Require(ref reader, height is null, "height");
        if (width is < 1 || height is < 1 || !(ratio > 0) || !double.IsFinite(ratio))
        {
            reader.Invalid(width is < 1 ? "width" : height is < 1 ? "height" : "pixel_ratio", "A view has a size.");
        }

        error = reader.Fault;
        return reader.Ok ? new ViewSize(frame.Envelope, width ?? 1, height ?? 1, ratio) : null;
    }

    private static void Require(ref FieldReader reader, bool missing, string field)
    {
        if (missing)
        {
            reader.Missing(field);
        }
    }
}
