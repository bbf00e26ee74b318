using System;
using System.Globalization;
using System.Threading.Tasks;
using Fathom.Client.Intents;
using Fathom.Client.Tests.Server;
using Fathom.Client.Ui;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>What the window says about the data: the value under the pointer, the histogram and the contrast that follows from it.</summary>
public sealed class ProbeReadoutTests
{
    [SkippableFact]
    public async Task The_value_under_the_pointer_is_the_datas_and_belongs_to_the_picture_on_the_screen()
    {
        await using VolumeServerApp server = await ProbeTests.StartAsync(ProbeTests.Images("ramp", SampleType.UInt16, Value));
        await using UiSession session = await UiSession.StartAsync(server, 1000, 600);
        ShapeRect canvas = await session.AskAsync(() => session.Ui.Main.Layout(1000, 600, (float)session.Ui.ContentScale).Canvas);

        await session.SendAsync(UiSession.At(InputKind.MouseMove, canvas.CenterX + 10, canvas.CenterY + 10));
        string first = await TextAsync(session, "z 4 ");
        await session.PressAsync(Key.Right);
        string second = await TextAsync(session, "z 5 ");
        await session.SendAsync(UiSession.At(InputKind.MouseMove, 5, 5));
        await session.UntilAsync(() => session.Ui.Probe.Text.Length == 0, "no word about a place where the pointer is not");

        foreach (string text in (string[])[first, second])
        {
            string[] words = text.Split(' ');
            Assert.Equal(["z", "y", "x", "="], [words[0], words[2], words[4], words[6]]);
            Assert.Equal(Value([Number(words[1]), Number(words[3]), Number(words[5])]), Number(words[7]));
        }
    }

    [SkippableFact]
    public async Task In_a_volume_the_pointer_on_a_bright_sample_finds_it_along_the_line_of_sight()
    {
        await using VolumeServerApp server = await ProbeTests.StartAsync(ProbeTests.Images("one", SampleType.UInt16, static at => at is [5, 3, 4] ? 900 : 10));
        await using UiSession session = await UiSession.StartAsync(server, 1000, 700);
        await session.AskAsync(() =>
        {
            session.Parts.Intents.Set(IntentQueue.Displayed, 3);
            return true;
        });
        await session.UntilAsync(() => session.State.Drawn.Info is { HasView: true, View: { DisplayedCount: 3, Quality: FrameQuality.Refined or FrameQuality.Lossless } }, "the volume at rest");

        (double x, double y) = await session.AskAsync(() =>
        {
            Assert.True(session.State.Drawn.Info.View.WorldToPixel.TryTransform(2, 1.5, 10, out double u, out double v, out _));
            return session.Ui.View.ToFramebuffer(u, v);
        });
        await session.SendAsync(UiSession.At(InputKind.MouseMove, x, y));

        Assert.Equal("max z 5 y 3 x 4 = 900", await TextAsync(session, "max z 5"));
    }

    [SkippableFact]
    public async Task The_contrast_follows_the_values_of_the_data_or_of_the_slice()
    {
        await using VolumeServerApp server = await ProbeTests.StartAsync(ProbeTests.Images("planes", SampleType.UInt8, static at => (at[0] * 30) + at[2]));
        await using UiSession session = await UiSession.StartAsync(server, 1000, 800);
        var contrast = new PropertyKey("layer", "layer-0", "contrast_limits");
        async Task ExpectAsync(string button, double low, double high)
        {
            await session.ClickAsync(await session.FindAsync(button));
            await session.UntilAsync(() => PropertyRows.ReadPair(session.Parts.Intents.Shown(contrast)) == (low, high) && !session.Parts.Intents.IsBusy, $"limits {low} and {high} after {button}");
        }

        await ExpectAsync("contrast.full", 0, 221);
        await ExpectAsync("contrast.slice", 120, 131);
        await ExpectAsync("contrast.auto", 1, 220);

        Assert.Equal((1, 220), (server.Store.Current.Layer.ContrastLow, server.Store.Current.Layer.ContrastHigh));
        LayerHistogram known = (await session.AskAsync(() => session.Ui.Stats.Of(session.State.View.Layers.Layers[0])))!;
        Assert.True(known is { IsExact: true, IsSlice: false });
        await session.ClickAsync(await session.FindAsync("histogram.log"));
        Assert.False(await session.AskAsync(() => session.Ui.Stats.IsLogarithmic));
    }

    private static double Value(int[] at) => (at[0] * 1000) + (at[1] * 50) + at[2];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<string> TextAsync(UiSession session, string begin)
    {
        string text = string.Empty;
        await session.UntilAsync(() => (text = session.Ui.Probe.Text).StartsWith(begin, StringComparison.Ordinal) && !text.Contains("in time", StringComparison.Ordinal), "the value at " + begin);
        return text;
    }
}
