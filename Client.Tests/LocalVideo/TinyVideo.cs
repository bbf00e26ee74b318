using System.IO;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Decode.Local;

namespace Fathom.Client.Tests.LocalVideo;

/// <summary>Small videos whose frames carry their number: sixteen blocks, each black or white, one bit each. Made by the program ffmpeg; tests skip
/// without it, and without the encoder that they ask for.</summary>
internal static class TinyVideo
{
    internal const int Width = 64;
    internal const int Height = 64;
    internal const int Rate = 10;

    private const int Block = 16;
    private const int Across = Width / Block;

    /// <summary>Makes a video.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="name">Its file; the ending names the container.</param>
    /// <param name="frames">How many, at <see cref="Rate"/> a second.</param>
    /// <param name="encoding">What ffmpeg is told between input and output.</param>
    internal static string Make(TemporaryFolder folder, string name, int frames, string encoding)
    {
        string raw = folder[$"{name}.raw"];
        WriteRaw(raw, frames);
        FFmpegTool.Run($"-f rawvideo -pix_fmt gray -s {Width}x{Height} -r {Rate} -i @0 {encoding} @1", raw, folder[name]);
        File.Delete(raw);
        return folder[name];
    }

    /// <summary>The number that a frame carries, at any size that is a whole part of the original's.</summary>
    internal static int NumberIn(LocalFrame frame)
    {
        int block = Block * frame.Size.Width / Width;
        int number = 0;
        for (int bit = 0; bit < Across * (Height / Block); bit++)
        {
            int x = (bit % Across * block) + (block / 2);
            int y = (bit / Across * block) + (block / 2);
            number |= frame.Pixels[(y * frame.Stride) + (x * 4)] > 128 ? 1 << bit : 0;
        }

        return number;
    }

    /// <summary>Reads a frame and says which it is; -1 when it cannot be decoded.</summary>
    internal static int NumberAt(OverlayVideoReader reader, int index)
    {
        if (reader.TryRead(index, out LocalFrame frame) != LocalReadResult.Frame)
        {
            return -1;
        }

        using (frame)
        {
            return NumberIn(frame);
        }
    }

    /// <summary>A frame with its number, four bytes a pixel.</summary>
    internal static byte[] Rgba(int number)
    {
        byte[] rgba = new byte[Width * Height * 4];
        for (int i = 0; i < rgba.Length; i++)
        {
            rgba[i] = i % 4 == 3 ? (byte)255 : SampleOf(number, i / 4);
        }

        return rgba;
    }

    private static void WriteRaw(string path, int frames)
    {
        using FileStream file = File.Create(path);
        byte[] picture = new byte[Width * Height];
        for (int number = 0; number < frames; number++)
        {
            for (int i = 0; i < picture.Length; i++)
            {
                picture[i] = SampleOf(number, i);
            }

            file.Write(picture);
        }
    }

    private static byte SampleOf(int number, int pixel)
    {
        int bit = (pixel / Width / Block * Across) + (pixel % Width / Block);
        return (number >> bit & 1) != 0 ? (byte)235 : (byte)16;
    }
}
