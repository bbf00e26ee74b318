using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

/// <summary>The hexadecimal examples of docs/protocol.md, decoded.</summary>
public sealed partial class ProtocolPageTests
{
    [SkippableFact]
    public void The_plain_example_is_a_key_frame_without_a_view()
    {
        byte[] message = Example("plain");

        Assert.True(PixelMessage.TryParse(message, true, out PixelHeader header, out _, out bool hasView, out int offset, out _));

        Assert.Equal(new PixelHeader(7, 1759179000.5, 640, 480, VideoCodec.H264, true, 0), header);
        Assert.False(hasView);
        Assert.True(NalFormat.IsKeyframe(header.Codec, message.AsSpan(offset)));
    }

    [SkippableFact]
    public void The_example_with_a_view_says_what_the_text_says()
    {
        byte[] message = Example("view");

        Assert.True(PixelMessage.TryParse(message, true, out PixelHeader header, out FrameView view, out bool hasView, out int offset, out PixelError error));

        Assert.True(hasView, error.ToString());
        Assert.Equal(offset - PixelHeader.Size, header.ViewLength);
        Assert.Equal([3, 20, 0, 0], view.Step.ToArray());
        Assert.Equal([2, 3], view.Displayed.ToArray());
        Assert.Equal((42L, 1, FrameQuality.Refined), (view.Revision, view.Level, view.Quality));
        Assert.Equal(new StageTimes(-9000, -5000, -4500, -500, 12), view.Times);
        Assert.True(view.WorldToPixel.TryTransform(0, 0, 0, out double u, out double v, out _));
        Assert.Equal((10, 20), (u, v));
        view.WorldToPixel.TryTransform(1, 1, 0, out u, out v, out _);
        Assert.Equal((12, 22), (u, v));
        byte[] written = new byte[offset];
        Assert.Equal(offset, PixelMessage.WritePrefix(written, header, view));
        Assert.Equal(message[..offset], written);
    }

    [SkippableFact]
    public void The_example_of_the_future_is_skipped_by_its_length()
    {
        byte[] message = Example("future");

        Assert.True(PixelMessage.TryParse(message, true, out PixelHeader header, out _, out bool hasView, out int offset, out PixelError error));

        Assert.Equal((false, PixelError.ViewVersionUnknown, 9u), (hasView, error, header.Sequence));
        Assert.Equal([0, 0, 0, 2, 0x41, 0x9a], message[offset..]);
    }

    private static byte[] Example(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "protocol.md")))
        {
            folder = folder.Parent;
        }

        Skip.If(folder is null, "The tests do not lie in a checkout.");
        string page = File.ReadAllText(Path.Combine(folder!.FullName, "docs", "protocol.md"));
        Match block = Fences().Matches(page).Single(match => match.Groups["name"].Value == name);
        return Convert.FromHexString(string.Concat(block.Groups["hex"].Value.Where(char.IsAsciiHexDigit)));
    }

    [GeneratedRegex("```hex (?<name>\\w+)\n(?<hex>[0-9a-f\\s]+)```")]
    private static partial Regex Fences();
}
