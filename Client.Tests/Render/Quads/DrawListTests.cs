using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>What is drawn is known by its name and never by its place in the list.</summary>
public sealed class DrawListTests
{
    private static readonly ViewTransform s_view = new(0, 0, 60, 40, 60, 40);

    [Fact]
    public void Overlays_stand_between_the_stream_and_the_annotations()
    {
        var list = new DrawList();
        Assert.Equal(["stream", "annotations", "hud"], list.Names);

        list.Add(DrawList.Overlay("cam"), null);
        list.Add(DrawList.Overlay("nose"), null);
        Assert.Equal(["stream", "overlay[cam]", "overlay[nose]", "annotations", "hud"], list.Names);

        Assert.True(list.MoveBelow("overlay[nose]", "overlay[cam]"));
        Assert.Equal(["stream", "overlay[nose]", "overlay[cam]", "annotations", "hud"], list.Names);

        Assert.True(list.MoveBelow("overlay[nose]", DrawList.Annotations));
        Assert.True(list.Remove("overlay[cam]"));
        Assert.Equal(["stream", "overlay[nose]", "annotations", "hud"], list.Names);
    }

    [Fact]
    public void What_is_not_there_or_may_not_move_is_refused()
    {
        var list = new DrawList();
        list.Add("overlay[cam]", null);

        Assert.False(list.Remove("overlay[other]"));
        Assert.False(list.SetVisible("overlay[other]", true));
        Assert.False(list.IsVisible("overlay[other]"));
        Assert.Null(list.Find("overlay[other]"));
        Assert.False(list.MoveBelow("overlay[cam]", "overlay[cam]"));
        Assert.False(list.MoveBelow("overlay[cam]", "overlay[other]"));
        Assert.False(list.MoveBelow("overlay[cam]", DrawList.Stream));
        Assert.False(list.MoveBelow("overlay[cam]", DrawList.Hud));
        Assert.False(list.MoveBelow(DrawList.Hud, "overlay[cam]"));
        Assert.True(list.Remove(DrawList.Hud));
        Assert.Equal(["stream", "overlay[cam]", "annotations", "hud"], list.Names);
    }

    [SkippableFact]
    public void Adding_moving_hiding_and_removing_by_name_changes_the_pixels_as_it_should()
    {
        using OffscreenComposer composer = QuadScenes.Open(60, 40);
        using var red = new Plain(composer.Quads, (200, 0, 0), 0);
        using var blue = new Plain(composer.Quads, (0, 0, 200), 20);
        using var note = new Plain(composer.Quads, (0, 200, 0), 28);
        var list = new DrawList();

        (int R, int G, int B)[] Pixels()
        {
            composer.Begin(QuadScenes.Plain(60, 40, (9, 9, 9)), 60, 40);
            list.Draw(s_view);
            CapturedImage image = QuadScenes.Read(composer);
            return [QuadScenes.At(image, 10, 20), QuadScenes.At(image, 25, 20), QuadScenes.At(image, 45, 20), QuadScenes.At(image, 30, 20)];
        }

        (int, int, int) none = (9, 9, 9), r = (200, 0, 0), b = (0, 0, 200), g = (0, 200, 0);
        Assert.Equal([none, none, none, none], Pixels());

        list.Add("overlay[red]", red);
        list.Add("overlay[blue]", blue);
        Assert.Equal([r, b, b, b], Pixels());

        list.Add(DrawList.Annotations, note);
        Assert.Equal([r, b, g, g], Pixels());

        list.MoveBelow("overlay[blue]", "overlay[red]");
        Assert.Equal([r, r, g, g], Pixels());

        list.SetVisible(DrawList.Annotations, false);
        Assert.Equal([r, r, b, r], Pixels());

        list.Remove("overlay[red]");
        Assert.Equal([none, b, b, b], Pixels());

        // The same name again: another overlay in its place.
        list.Add("overlay[blue]", red);
        Assert.Equal([r, r, none, r], Pixels());
    }

    /// <summary>A square of 40 pixels in one colour.</summary>
    private sealed class Plain : IDrawn, System.IDisposable
    {
        private readonly QuadPainter _painter;
        private readonly QuadTexture _texture;
        private readonly double _x;

        internal Plain(QuadPainter painter, (byte R, byte G, byte B) color, double x)
        {
            (_painter, _texture, _x) = (painter, painter.CreateTexture(), x);
            _texture.Upload(QuadScenes.Frame(40, 40, color), 40, 40);
        }

        public void Draw(in ViewTransform view) => _painter.Draw(_texture, view.ToAffine() * Affine2.Translate(_x, 0), new QuadStyle());

        public void Dispose() => _texture.Dispose();
    }
}
