using System;
using System.IO;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode.Local;
using Fathom.Decode.Media;
using Xunit;

namespace Fathom.Client.Tests.Media;

/// <summary>What is seen in a movie is what was written: by other programs, and by our own reader.</summary>
public sealed class MovieColorTests : IDisposable
{
    private const int Size = 128;
    private const int Patch = 32;
    private const int MostOff = 3;

    private static readonly (byte R, byte G, byte B)[] s_patches =
    [
        (0, 0, 0), (255, 255, 255), (128, 128, 128), (20, 20, 20),
        (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0),
        (0, 255, 255), (255, 0, 255), (200, 120, 80), (80, 120, 200),
        (64, 128, 64), (230, 159, 0), (86, 180, 233), (0, 158, 115),
    ];

    private readonly TemporaryFolder _folder = new();

    public MovieColorTests() => MediaFact.SkipWithoutFormats();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void A_test_card_keeps_its_colours_in_other_programs()
    {
        string path = Card();

        FFmpegTool.Run("-i @0 -frames:v 1 -vf scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int -f rawvideo -pix_fmt rgba @1", path, _folder["card.raw"]);

        CheckPatches(File.ReadAllBytes(_folder["card.raw"]), Size * 4);
    }

    [SkippableFact]
    public void A_test_card_keeps_its_colours_in_the_reader()
    {
        using var reader = OverlayVideoReader.Open(Card());
        using LocalFrame frame = reader.Read(0);

        CheckPatches(frame.Pixels, frame.Stride);
    }

    [SkippableTheory]
    [InlineData(64)]
    [InlineData(65)]
    public void A_coloured_edge_stays_where_it_is(int edge)
    {
        byte[] picture = new byte[Size * Size * 4];
        for (int i = 0; i < picture.Length; i += 4)
        {
            // Equal luma on both sides: what is seen of the edge is chroma alone.
            bool left = i / 4 % Size < edge;
            (picture[i], picture[i + 1], picture[i + 2], picture[i + 3]) = left ? ((byte)200, (byte)80, (byte)80, (byte)255) : ((byte)60, (byte)126, (byte)28, (byte)255);
        }

        using var reader = OverlayVideoReader.Open(Written(picture));
        using LocalFrame frame = reader.Read(0);
        double red = 0;
        for (int x = 0; x < Size; x++)
        {
            red += (frame.Pixels[(Size / 2 * frame.Stride) + (x * 4)] - 60) / 140.0;
        }

        Assert.InRange(red, edge - 0.3, edge + 0.3);
    }

    [SkippableFact]
    public void The_file_says_which_colours_they_are()
    {
        string text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Card()));
        int box = text.IndexOf("colrnclx", StringComparison.Ordinal);

        // Primaries, transfer and matrix of BT.709 in two bytes each, then limited range.
        Assert.True(box > 0);
        Assert.Equal("\0\u0001\0\u0001\0\u0001\0", text.Substring(box + 8, 7));
    }

    private static void CheckPatches(ReadOnlySpan<byte> rgba, int stride)
    {
        for (int i = 0; i < s_patches.Length; i++)
        {
            int at = (((i / 4 * Patch) + (Patch / 2)) * stride) + (((i % 4 * Patch) + (Patch / 2)) * 4);
            (byte r, byte g, byte b) = s_patches[i];
            int off = Math.Max(Math.Abs(rgba[at] - r), Math.Max(Math.Abs(rgba[at + 1] - g), Math.Abs(rgba[at + 2] - b)));
            Assert.True(off <= MostOff, $"Patch {i} is {rgba[at]},{rgba[at + 1]},{rgba[at + 2]} instead of {r},{g},{b}.");
        }
    }

    private string Card()
    {
        byte[] picture = new byte[Size * Size * 4];
        for (int i = 0; i < picture.Length; i += 4)
        {
            (int x, int y) = (i / 4 % Size, i / 4 / Size);
            (byte r, byte g, byte b) = s_patches[(y / Patch * 4) + (x / Patch)];
            (picture[i], picture[i + 1], picture[i + 2], picture[i + 3]) = (r, g, b, 255);
        }

        return Written(picture);
    }

    private string Written(byte[] picture)
    {
        var settings = new MovieSettings { Width = Size, Height = Size, Rate = new MovieRate(10), Crf = 8 };
        using var writer = MovieWriter.Create(_folder["card.mp4"], settings);
        writer.Write(picture, Size * 4);
        writer.Finish();
        return _folder["card.mp4"];
    }
}
