using System;
using System.Buffers;
using System.IO;
using System.Text;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Recording;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Recording;

/// <summary>Makes the committed recording: slices through soft balls of a made-up volume, encoded by our encoder, with view blocks, arriving unevenly.</summary>
internal static class GeneratedRecording
{
    internal const int Width = 320;
    internal const int Height = 192;
    internal const int Count = 36;
    private const double FramesPerSecond = 30;

    internal static void Write(string path)
    {
        using FileStream file = File.Create(path);
        var writer = new RecordingWriter(file, DateTimeOffset.UnixEpoch.AddSeconds(1_770_000_000));
        using var converter = new PictureConverter(ConversionQuality.Accurate);
        using VideoEncoder encoder = VideoEncoder.Open(new EncoderSettings { Width = Width, Height = Height, Crf = 30, Parallel = false, Slices = 1, Preset = "medium" });
        writer.Write(RecordKind.Note, default, Encoding.UTF8.GetBytes("""{"program":"fathom tests","content":"generated"}"""));
        var envelope = new Envelope { Session = "recorded", FrameId = "stream", Timestamp = 1000, Seq = 1, DeltaToken = "recorded" };
        writer.Write(RecordKind.StateReceived, default, MessageWriter.ToUtf8(
            new NotifyStream(envelope, "h264", "avcc", FramesPerSecond, Width, Height, 4, Convert.ToBase64String(encoder.AvcC.Span), MapValue.Empty)));
        var random = new Random(6);
        var output = new ArrayBufferWriter<byte>(8192);
        byte[] rgba = new byte[Width * Height * 4];
        double last = 0;
        for (int i = 0; i < Count; i++)
        {
            Paint(rgba, i);
            converter.TryToYuv(rgba, Width * 4, encoder.Picture);
            output.ResetWrittenCount();
            encoder.Encode(i % 18 == 0, output, out bool isKey);
            double sent = i / FramesPerSecond;

            // Up to 25 ms of jitter, and at the tenth frame a stop of 120 ms after which three come at once.
            last = Math.Max(last + 0.0005, sent + 0.02 + (random.NextDouble() * 0.025) + (i == 10 ? 0.12 : 0));
            writer.Write(RecordKind.PixelWithView, TimeSpan.FromSeconds(last), Message(i, 1000 + sent, isKey, output.WrittenSpan));
        }
    }

    private static byte[] Message(int i, double timestamp, bool isKey, ReadOnlySpan<byte> unit)
    {
        var view = new FrameView([0, i, 0, 0], [2, 3])
        {
            Revision = i + 1,
            Level = 0,
            Quality = FrameQuality.Interactive,
            WorldToPixel = new ViewMatrix([2, 0, 0, 10, 0, 2, 0, 6, 0, 0, 1, -i, 0, 0, 0, 1]),
            Times = new StageTimes(-9000, -5000, -4800, -1500, 0),
        };
        var message = new byte[PixelMessage.MaxPrefixSize + unit.Length];
        int prefix = PixelMessage.WritePrefix(message, new PixelHeader((uint)i, timestamp, Width, Height, VideoCodec.H264, isKey, 0), view);
        unit.CopyTo(message.AsSpan(prefix));
        return message[..(prefix + unit.Length)];
    }

    /// <summary>Three balls of different colours that the plane passes through; rows from the bottom up, as on the wire.</summary>
    private static void Paint(byte[] rgba, int z)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                double a = Ball(x - 90, y - 100, (z - 8) * 6, 60);
                double b = Ball(x - 200, y - 80, (z - 18) * 5, 70);
                double c = Ball(x - 250, y - 140, (z - 28) * 5, 45);
                Span<byte> pixel = rgba.AsSpan(((y * Width) + x) * 4, 4);
                pixel[0] = (byte)(20 + (200 * a) + (30 * c));
                pixel[1] = (byte)(24 + (60 * a) + (160 * b));
                pixel[2] = (byte)(30 + (40 * b) + (190 * c));
                pixel[3] = 255;
            }
        }
    }

    private static double Ball(double x, double y, double z, double radius)
    {
        double distance = Math.Sqrt((x * x) + (y * y) + (z * z)) / radius;
        return distance >= 1 ? 0 : Math.Min(1, 2 * (1 - distance));
    }
}
