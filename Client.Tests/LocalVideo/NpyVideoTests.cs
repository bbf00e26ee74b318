using System;
using System.IO;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.LocalVideo;

public sealed class NpyVideoTests : IDisposable
{
    private const int Frames = 40;
    private static readonly VideoReaderOptions s_tenHertz = new() { FrameRate = 10 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(3, 3)]
    public void Every_frame_carries_its_number_in_every_order(int channels, int version)
    {
        string path = Numbered(channels, version);

        using var reader = OverlayVideoReader.Open(path, s_tenHertz);
        int[] order = [.. Enumerable.Range(0, Frames)];
        new Random(1).Shuffle(order);

        Assert.Equal(order, order.Select(frame => TinyVideo.NumberAt(reader, frame)));
        Assert.Equal((Frames, new SizePx(64, 64)), (reader.FrameCount, reader.OriginalSize));
        Assert.Equal(0.1 * 7, reader.Timestamps.Span[7], 12);
        Assert.Equal(TimeSpan.FromSeconds(4), reader.Duration);
    }

    [Fact]
    public void Crop_and_average_are_those_of_every_source()
    {
        byte[] samples = new byte[2 * 4 * 6 * 3];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)i;
        }

        string path = TinyNpy.Write<byte>(_folder["a.npy"], "|u1", [2, 4, 6, 3], samples);
        using var reader = OverlayVideoReader.Open(path, s_tenHertz with { Crop = new CropPx(2, 1, 4, 2), Downsample = 2 });
        using LocalFrame frame = reader.Read(1);

        // Rows 1 and 2, columns 2 and 3 of the second frame, red.
        int first = (1 * 4 * 6 * 3) + (1 * 6 * 3) + (2 * 3);
        Assert.Equal(new SizePx(2, 1), reader.Size);
        Assert.Equal((samples[first] + samples[first + 3] + samples[first + 18] + samples[first + 21] + 2) / 4, frame.Pixels[0]);
        Assert.Equal(255, frame.Pixels[3]);
    }

    [Fact]
    public void Times_come_from_the_table_beside_it()
    {
        string path = Numbered(1, 1);
        File.WriteAllLines(path + ".times.csv", Enumerable.Range(0, Frames).Select(i => FormattableString.Invariant($"{i * i * 10},{i}")).Prepend("t_ms,n").Prepend("# camera 2"));

        using var reader = OverlayVideoReader.Open(path, s_tenHertz);

        Assert.Equal(0.09, reader.Timestamps.Span[3], 12);
        Assert.Contains("not the rate", Assert.Single(reader.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_times_it_is_told_how_to_give_them()
    {
        string path = Numbered(1, 1);

        FathomException error = Assert.Throws<FathomException>(() => OverlayVideoReader.Open(path));

        Assert.Contains("no times", error.Why, StringComparison.Ordinal);
        Assert.Contains("fps", error.How, StringComparison.Ordinal);
        Assert.Contains("times.csv", error.How, StringComparison.Ordinal);
        Assert.Equal(new SizePx(64, 64), LocalSources.SizeOf(path));
    }

    [Theory]
    [InlineData("1\n2\n", "There are 2 of them")]
    [InlineData("x\ny\n", "Line 2")]
    [InlineData("0\nnan\n", "Line 2")]
    [InlineData("0\n1e400\n", "Line 2")]
    public void A_wrong_table_is_told(string table, string why)
    {
        string path = Numbered(1, 1);
        File.WriteAllText(path + ".times.csv", table);

        Assert.Contains(why, Assert.Throws<FathomException>(() => OverlayVideoReader.Open(path)).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<f4", new[] { 2, 4, 4 }, "hold bytes")]
    [InlineData("|u1", new[] { 4, 4 }, "none of a video")]
    [InlineData("|u1", new[] { 2, 4, 4, 2 }, "none of a video")]
    [InlineData("|u1", new[] { 8, 8, 3 }, "one picture")]
    [InlineData("|u1", new[] { 0, 4, 5 }, "beyond what is read")]
    [InlineData("|u1", new[] { 2, 0, 5 }, "beyond what is read")]
    [InlineData("|u1", new[] { 1, 20000, 20000 }, "beyond what is read")]
    public void Other_arrays_are_refused_with_what_would_help(string description, int[] shape, string why)
    {
        string path = TinyNpy.WriteSparse(_folder["a.npy"], description, shape, 4);

        FathomException error = Assert.Throws<FathomException>(() => OverlayVideoReader.Open(path, s_tenHertz));

        Assert.Contains(why, error.Why, StringComparison.Ordinal);
        Assert.NotEmpty(error.How);
    }

    [Fact]
    public void Arrays_of_Fortran_and_files_that_are_cut_off_are_refused()
    {
        TinyNpy.Write(_folder["f.npy"], TinyNpy.Header("|u1", [2, 8, 8], fortran: true), new byte[128]);
        TinyNpy.Write(_folder["cut.npy"], TinyNpy.Header("|u1", [2, 8, 8]), new byte[127]);
        TinyNpy.Write(_folder["huge.npy"], TinyNpy.Header("|u1", [2147483647, 2147483647, 2147483647, 3]), new byte[8]);

        Assert.Contains("ascontiguousarray", Refusal("f.npy").How, StringComparison.Ordinal);
        Assert.Contains("needs", Refusal("cut.npy").Why, StringComparison.Ordinal);
        Assert.NotEmpty(Refusal("huge.npy").Why);
    }

    [Fact]
    public void A_file_that_is_cut_off_later_is_an_error_of_its_frame()
    {
        string path = Numbered(1, 1);
        using var reader = OverlayVideoReader.Open(path, s_tenHertz);
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(file.Length - 1);
        }

        Assert.Equal(LocalReadResult.Undecodable, reader.TryRead(Frames - 1, out _));
        Assert.Contains("cut off", reader.WhyNot(Frames - 1), StringComparison.Ordinal);
        Assert.Equal(3, TinyVideo.NumberAt(reader, 3));
    }

    [Fact]
    public void Hostile_headers_are_refused_one_and_all()
    {
        byte[] good = TinyNpy.Header("|u1", [2, 8, 8]);
        var random = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bad = [.. good, .. new byte[128]];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                bad[random.Next(6, good.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(_folder["bad.npy"], bad);
            try
            {
                using var reader = OverlayVideoReader.Open(_folder["bad.npy"], s_tenHertz);
                Assert.Equal(LocalReadResult.Frame, reader.TryRead(0, out LocalFrame frame));
                frame.Dispose();
            }
            catch (FathomException refusal)
            {
                Assert.NotEmpty(refusal.How);
            }
        }
    }

    [Fact]
    public void Nothing_is_read_that_nobody_asks_for()
    {
        string path = TinyNpy.WriteSparse(_folder["large.npy"], "|u1", [20000, 480, 640, 3], 1);

        using var reader = OverlayVideoReader.Open(path, s_tenHertz with { FrameRate = 100 });
        using LocalFrame last = reader.Read(19999);

        Assert.Equal(1, reader.Counters.Decodes);
        Assert.Equal(0, last.Pixels[0]);
    }

    private FathomException Refusal(string name) => Assert.Throws<FathomException>(() => OverlayVideoReader.Open(_folder[name], s_tenHertz));

    private string Numbered(int channels, int version)
    {
        using FileStream file = File.Create(_folder["numbered.npy"]);
        int[] shape = channels == 1 ? [Frames, 64, 64] : [Frames, 64, 64, channels];
        file.Write(TinyNpy.Header("|u1", shape, version: version));
        for (int number = 0; number < Frames; number++)
        {
            byte[] rgba = TinyVideo.Rgba(number);
            for (int i = 0; i < rgba.Length; i += 4)
            {
                file.Write(rgba, i, channels);
            }
        }

        return file.Name;
    }
}
