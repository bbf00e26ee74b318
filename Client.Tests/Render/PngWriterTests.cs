using System;
using System.Collections.Generic;
using System.IO;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

public sealed class PngWriterTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(64, 33)]
    public void A_written_picture_reads_back_byte_for_byte(int width, int height)
    {
        var rgba = new byte[width * height * 4];
        new Random(5).NextBytes(rgba);
        using var file = new MemoryStream();

        PngWriter.Write(file, new CapturedImage(width, height, rgba), []);

        CapturedImage read = PngReader.Read(file.ToArray());
        Assert.Equal((width, height), (read.Width, read.Height));
        Assert.Equal(rgba, read.Rgba);
    }

    [Fact]
    public void Texts_travel_with_the_picture_also_beyond_Latin_1()
    {
        using var file = new MemoryStream();
        var texts = new Dictionary<string, string>();

        PngWriter.Write(file, new CapturedImage(1, 1, new byte[4]), [new("view", "z=12"), new("scale", "12 µm"), new("title", "胚 №5")]);
        PngReader.Read(file.ToArray(), texts);

        Assert.Equal(new Dictionary<string, string> { ["view"] = "z=12", ["scale"] = "12 µm", ["title"] = "胚 №5" }, texts);
    }

    [Fact]
    public void A_picture_whose_bytes_do_not_fit_its_size_is_refused()
    {
        using var file = new MemoryStream();

        Assert.Throws<ArgumentException>(() => PngWriter.Write(file, new CapturedImage(2, 2, new byte[15]), []));
        Assert.Equal(0, file.Length);
    }
}
