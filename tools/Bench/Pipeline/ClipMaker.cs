using System;
using System.Buffers;
using System.IO;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Bench.Pipeline;

/// <summary>Makes clips to measure with: H.264 as a good real-time encoder makes it (CABAC, deblocking, no reordering), of content that keeps a
/// decoder busy: detail that moves, and noise that no prediction catches.</summary>
internal static class ClipMaker
{
    private const int FramesPerSecond = 60;

    /// <summary>The file, made if it is not there yet.</summary>
    public static string Ensure(string? path, string size, int slices, Action<string> say)
    {
        (int width, int height, long bitsPerSecond, int frames) = size switch
        {
            "720p" => (1280, 720, 8_000_000L, 300),
            "1080p" => (1920, 1080, 20_000_000L, 300),
            "2160p" => (3840, 2160, 50_000_000L, 120),
            _ => (320, 180, 1_000_000L, 60),
        };
        path ??= Path.Combine(Path.GetTempPath(), $"fathom-clip-{size}-{slices}.h264");
        if (!File.Exists(path))
        {
            say($"making {path}: {frames} pictures of {width}×{height}, {slices} slice(s), {bitsPerSecond / 1_000_000} Mbit/s");

            // Two programs that make the same clip at once must not write one file.
            string unfinished = $"{path}.{Environment.ProcessId}.part";
            Write(unfinished, new EncoderSettings { Width = width, Height = height, FramesPerSecond = FramesPerSecond, BitsPerSecond = bitsPerSecond, Slices = slices, Preset = "veryfast" }, frames);
            File.Move(unfinished, path, overwrite: true);
        }

        return path;
    }

    private static void Write(string path, EncoderSettings settings, int frames)
    {
        using VideoEncoder encoder = VideoEncoder.Open(settings);
        using FileStream file = File.Create(path);
        var painter = new ClipPainter(settings.Width, settings.Height);
        var output = new ArrayBufferWriter<byte>(1 << 20);
        for (int i = 0; i < frames; i++)
        {
            painter.Paint(encoder.Picture, i);
            output.ResetWrittenCount();
            if (!encoder.Encode(i == 0, output, out _))
            {
                throw new InvalidOperationException("The encoder failed.");
            }

            byte[] unit = output.WrittenSpan.ToArray();
            NalFormat.TryAvccToAnnexBInPlace(unit, out int length);
            file.Write(unit, 0, length);
        }
    }
}
