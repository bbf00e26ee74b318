using System;
using System.Linq;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Ui;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>The controls of an overlay in the dock, without files and without GL.</summary>
public sealed class OverlayPanelTests : OverlayPanelFixture
{
    [Fact]
    public void Without_overlays_there_is_only_a_way_to_add_one()
    {
        Pass(default);
        Assert.Contains("OVERLAYS", _canvas.Texts);
        Assert.Contains("Add…", _canvas.Texts);

        Click(new UiId("overlays.add"));
        Pass(default);
        Assert.Equal(new UiId("local"), _view.Gui.Popup);
    }

    [Fact]
    public void The_uppermost_overlay_stands_first_and_a_click_shows_its_controls_in_place_of_the_layers()
    {
        Video("low");
        Video("high");
        Pass(default);
        Assert.True(_canvas.Texts.IndexOf("high") < _canvas.Texts.IndexOf("low"));
        Assert.Contains("Gamma", _canvas.Texts);

        Click(new UiId("overlay.row", 0));
        Pass(default);
        Assert.Equal("low", _view.Overlays!.Chosen!.Spec.Id);
        Assert.Contains("Alpha", _canvas.Texts);
        Assert.DoesNotContain("Gamma", _canvas.Texts);

        Click(new UiId("layer.row", 0));
        Pass(default);
        Assert.Null(_view.Overlays!.Chosen);
        Assert.Contains("Gamma", _canvas.Texts);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(1.5f)]
    [InlineData(2f)]
    public void Dragging_the_slider_changes_alpha_and_nothing_else(float scale)
    {
        _scale = scale;
        OverlayItem item = Video("cam");
        _view.Overlays!.Choose(item);
        Pass(default);
        ShapeRect slider = Find(new UiId("overlay.alpha"));

        Press(slider.X + (slider.Width * 0.5), slider.CenterY);
        Move(slider.Right - 1, slider.CenterY);
        Assert.Equal(1, item.Spec.Alpha);
        Move(slider.X + 1, slider.CenterY);
        Release(slider.X + 1, slider.CenterY);

        Assert.Equal(0, item.Spec.Alpha);
        Assert.All(_stack.Replaced, spec => Assert.Equal(item.Spec with { Alpha = spec.Alpha }, spec));
    }

    [Fact]
    public void Order_offset_and_rate_are_set_and_a_number_that_cannot_be_is_refused_in_words()
    {
        OverlayItem item = Video("cam", followsTime: true);
        _view.Overlays!.Choose(item);
        Pass(default);

        Click(new UiId("overlay.order", 0, "part", 1));
        Assert.Equal(OverlayOrder.Below, item.Spec.Order);
        Type(new UiId("overlay.offset"), "250 ms");
        Assert.Equal(0.25, item.Spec.Clock.Offset, 12);
        Click(new UiId("overlay.later"));
        Click(new UiId("overlay.later"));
        Click(new UiId("overlay.earlier"));
        Assert.Equal(0.35, item.Spec.Clock.Offset, 12);
        Type(new UiId("overlay.rate"), "1.00002");
        Assert.Equal(1.00002, item.Spec.Clock.Rate);

        Type(new UiId("overlay.rate"), "-1");
        Assert.Equal(1.00002, item.Spec.Clock.Rate);
        Assert.Contains("rate", _view.Notices.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_states_are_told_in_words_and_space_hides_it()
    {
        OverlayItem item = Video("cam", followsTime: true);
        _view.Overlays!.Choose(item);
        item.IsLate = true;
        item.WantedFrame = OverlayItem.None;
        Pass(default);
        foreach (string text in (string[])["outside its time", "late", "not calibrated"])
        {
            Assert.Contains(text, _canvas.Texts);
        }

        item.Phase = OverlayPhase.HiddenInVolume;
        Pass(default);
        Assert.Contains("hidden in 3-D", _canvas.Texts);
        Assert.DoesNotContain("late", _canvas.Texts);

        item.Phase = OverlayPhase.Failed;
        item.Error = new FathomException(ExitCode.Usage, "Cannot show it.", "It is broken.", "Mend it.");
        Pass(default);
        Assert.Contains("failed", _canvas.Texts);
        Assert.Contains(_canvas.Texts, static text => text.Contains("Mend it.", StringComparison.Ordinal));
        Click(new UiId("overlay.again"));
        Assert.Single(_stack.Replaced);

        _view.Gui.Focus = new UiId("overlay.row", 0);
        PressKey(Key.Space);
        Assert.False(item.Spec.Visible);
    }

    [Fact]
    public void Calibrate_opens_the_wizard_for_the_video()
    {
        VideoOverlaySpec? opened = null;
        _view.Overlays!.Calibrate = spec => opened = spec;
        OverlayItem item = Video("cam");
        _view.Overlays!.Choose(item);
        Pass(default);
        Click(new UiId("overlay.calibrate"));
        Assert.Same(item.Spec, opened);
    }

    [Fact]
    public void Coverage_is_told_and_what_is_not_covered_is_outlined_while_the_pointer_is_there()
    {
        OverlayItem item = Video("cam", coverage: 0.999);
        item.Warnings = ["One thing.", "Another thing."];
        _view.Overlays!.Choose(item);
        Pass(default);
        Assert.Contains(_canvas.Texts, static text => text.Contains("99.9 %", StringComparison.Ordinal));
        Assert.DoesNotContain("One thing.", _canvas.Texts);
        Assert.Null(_view.Overlays!.Outlined);

        ShapeRect line = Find(new UiId("overlay.coverage"));
        Move(line.CenterX, line.CenterY);
        Assert.Same(item, _view.Overlays!.Outlined);
        Move(line.CenterX, 3);
        Pass(default);
        Assert.Null(_view.Overlays!.Outlined);

        Click(new UiId("overlay.coverage"));
        Move(500, 300);
        Assert.Same(item, _view.Overlays!.Outlined);
        Click(new UiId("overlay.warnings"));
        Pass(default);
        Assert.Contains("One thing.", _canvas.Texts);
        Assert.Contains("Another thing.", _canvas.Texts);
    }

    [Theory]
    [InlineData(1280, 720, 1f)]
    [InlineData(900, 600, 1f)]
    [InlineData(1280, 720, 1.5f)]
    [InlineData(2560, 1440, 2f)]
    [InlineData(1280, 720, 2f)]
    public void All_controls_stay_within_the_dock_and_none_lies_on_another(int width, int height, float scale)
    {
        Video("short");
        OverlayItem item = Video("a rather long name of a camera", followsTime: true, coverage: 0.5);
        Video("other");
        _view.Overlays!.Calibrate = static _ => { };
        _view.Overlays!.Choose(item);
        _view.Pass(_canvas, width, height, scale, 1, 0, default);
        ShapeRect dock = _view.Layout(width, height, scale).Dock;
        ShapeRect[] places =
        [
            .. new[]
            {
                new UiId("overlay.row", 0), new UiId("overlay.row", 1), new UiId("overlay.remove"), new UiId("overlay.lower"), new UiId("overlay.raise"), new UiId("overlay.calibrate"),
                new UiId("overlay.alpha"), new UiId("overlay.alpha.text"), new UiId("overlay.order", 0, "part", 0), new UiId("overlay.order", 0, "part", 1), new UiId("overlay.offset"), new UiId("overlay.earlier"),
                new UiId("overlay.later"), new UiId("overlay.rate"), new UiId("overlay.coverage"),
            }.Select(id => _view.Gui.TryFind(id, out ShapeRect place) ? place : throw new InvalidOperationException(id.ToString())),
        ];

        foreach (ShapeRect place in places)
        {
            Assert.InRange(place.X, dock.X, dock.Right);
            Assert.InRange(place.Right, dock.X, dock.Right);
            Assert.True(place.Width > 8 * scale && place.Height > 8 * scale, place.ToString());
        }

        foreach ((ShapeRect a, ShapeRect b) in places.SelectMany((a, i) => places.Skip(i + 1).Select(b => (a, b))))
        {
            Assert.True(a.Intersect(b).IsEmpty, $"{a} lies on {b}");
        }
    }

    [Fact]
    public void A_pass_over_overlays_allocates_nothing()
    {
        OverlayItem item = Video("cam", followsTime: true, coverage: 0.5);
        item.Warnings = ["Something."];
        Video("other").Phase = OverlayPhase.Opening;
        _view.Overlays!.Choose(item);
        var canvas = new MeasuringCanvas(_canvas);
        void Both()
        {
            _view.Pass(canvas, 1400, 900, 1, 1, 0, default);
            _view.Pass(canvas, 1400, 900, 1, 1, 0, new InputEvent { Kind = InputKind.MouseMove, X = 100, Y = 500 });
        }

        for (int i = 0; i < 5; i++)
        {
            Both();
        }

        Assert.Equal(0, LeastAllocated.Bytes(Both));
    }
}
