using System.Collections.Immutable;
using System.Threading.Tasks;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Tests.Server;
using Fathom.Client.Ui;
using Fathom.Protocol.Quirks;
using Fathom.Protocol.State;
using Fathom.Render;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Which axes the picture has, how thick its plane is, and how a volume is seen: asked with keys and panels, answered by our server.</summary>
public sealed class AxesTests
{
    private const int Width = 1100;
    private const int Height = 700;
    private const int Depth = 1;

    [SkippableFact]
    public async Task Transpose_and_roll_change_the_axes_of_the_picture()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);

        await session.PressAsync(Key.T, KeyModifiers.Control);
        await session.UntilAsync(() => session.State.Dims!.Order is [0, 1, 3, 2] && Shows(session, 3, 2), "columns and rows the other way round");

        await session.ClickAsync(await session.FindAsync("view.roll"));
        await session.UntilAsync(() => session.State.Dims!.Order is [2, 0, 1, 3] && Shows(session, 1, 3), "a picture of depth and rows");
        Assert.Null(session.State.LastError);
    }

    [SkippableFact]
    public async Task A_slab_is_set_in_the_popup_of_its_axis()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        await session.ClickAsync(await session.FindAsync("play.settings", Depth));
        long before = session.State.Acks;

        await session.ClickAsync(await session.FindAsync("slab.text", Depth));
        await session.SendAsync(new InputEvent { Kind = InputKind.Text, Character = '9' });
        await session.PressAsync(Key.Enter);
        await session.ClickAsync(await session.FindAsync("slab.projection", 0, "part", 2));
        await session.UntilAsync(() => session.State.Acks >= before + 2 && !session.Parts.Intents.IsBusy, "two answers");

        (long thickness, string? projection) = await session.AskAsync(() =>
            (session.Parts.Intents.Shown(DimsKeys.ThicknessOf("z"))!.TryGetInt64(out long samples) ? samples : 0, session.Parts.Intents.Shown(DimsKeys.Projection)!.AsText()));
        Assert.Equal((9, "max"), (thickness, projection));
        Assert.Equal(0, session.State.Rejects);
    }

    [SkippableFact]
    public async Task A_slab_that_somebody_else_set_is_shown()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);

        server.Store.Apply(static state => state with { Thickness = state.Thickness.SetItem(1, 5), Projection = SlabProjection.Min });
        await session.AskAsync(() =>
        {
            session.Parts.Intents.Set(IntentQueue.IndexOf(session.State.Dims!, 0), 3);
            return true;
        });

        await session.UntilAsync(
            () => session.Parts.Intents.Shown(DimsKeys.ThicknessOf("z")) is { } samples && samples.MeansSameAs(5) && session.Parts.Intents.Shown(DimsKeys.Projection)?.AsText() == "min", "the slab");
    }

    [SkippableFact]
    public async Task A_volume_is_seen_with_parallel_rays_or_with_an_angle()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        await session.PressAsync(Key.Y, KeyModifiers.Control);
        await session.UntilAsync(() => session.State.Dims!.Ndisplay == 3 && session.State.Shown.Info.View.DisplayedCount == 3, "a volume");

        await session.ClickAsync(await session.FindAsync("view.camera", 0, "part", 0));
        await session.UntilAsync(() => session.State.View.Camera.Volume is { FieldOfView: 0 } && session.State.Shown.Info.View.WorldToPixel[3, 2] == 0, "a picture without perspective");
        await session.ClickAsync(await session.FindAsync("view.camera", 0, "part", 1));
        await session.UntilAsync(() => session.State.View.Camera.Volume is { FieldOfView: 45 }, "an angle of view again");
    }

    [Fact]
    public void Rolling_leaves_axes_of_one_sample_where_they_are_and_comes_round()
    {
        ImmutableArray<int> order = [0, 1, 2, 3, 4];
        DimsModel dims = DimsModel.From(MapValue.Of(
            ("current_step", new int[] { 0, 0, 0, 0, 0 }), ("level_shapes", new ListValue([ListValue.Of(5, 1, 7, 8, 9)])), ("ndisplay", 2)))!;
        ImmutableArray<int> rolled = DimsKeys.Roll(order, dims);
        Assert.Equal<int>([4, 1, 0, 2, 3], [.. rolled]);
        for (int i = 0; i < 3; i++)
        {
            rolled = DimsKeys.Roll(rolled, DimsModel.From(MapValue.Of(
                ("current_step", new int[] { 0, 0, 0, 0, 0 }), ("level_shapes", new ListValue([ListValue.Of(5, 1, 7, 8, 9)])), ("ndisplay", 2)))!);
        }

        Assert.Equal<int>([.. order], [.. rolled]);
        Assert.Equal<int>([0, 1, 2, 4, 3], [.. DimsKeys.Transpose(order)]);
    }

    [Fact]
    public void A_plain_server_is_not_asked_for_other_axes()
    {
        IServerQuirks plain = new PlainNapariCudaQuirks();
        ViewerState state = ViewerState.Empty;
        Assert.Null(plain.Review(DimsKeys.Order, DimsKeys.ValueOf([1, 0]), state).Value);
    }

    private static bool Shows(UiSession session, int rows, int columns)
    {
        LoopState state = session.State;
        return ShownView.AxisOf(state, 1) == rows && ShownView.AxisOf(state, 0) == columns;
    }
}
