using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Ui;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>The list of overlays: order, removal, folding.</summary>
public sealed class OverlayListTests : OverlayPanelFixture
{
    [Fact]
    public void Overlays_are_reordered_by_dragging_a_row_by_buttons_and_by_keys()
    {
        Video("a");
        Video("b");
        OverlayItem c = Video("c");
        Pass(default);
        ShapeRect top = Find(new UiId("overlay.row", 2)), bottom = Find(new UiId("overlay.row", 0));

        Press(top.CenterX, top.CenterY);
        Move(top.CenterX, bottom.Bottom - 2);
        Pass(default);
        Release(top.CenterX, bottom.Bottom - 2);
        Assert.Equal("cab", Order());

        _view.Overlays!.Choose(c);
        Pass(default);
        Click(new UiId("overlay.raise"));
        Assert.Equal("acb", Order());
        Click(new UiId("overlay.lower"));
        Assert.Equal("cab", Order());

        _view.Gui.Focus = new UiId("overlay.row", 0);
        PressKey(Key.Up, KeyModifiers.Shift);
        PressKey(Key.Up, KeyModifiers.Shift);
        Assert.Equal("abc", Order());
        PressKey(Key.Down);
        Assert.Equal("abc", Order());
        Assert.Equal("b", _view.Overlays!.Chosen!.Spec.Id);
    }

    [Fact]
    public void A_small_movement_on_a_row_is_a_click()
    {
        Video("a");
        Video("b");
        Pass(default);
        ShapeRect row = Find(new UiId("overlay.row", 0));
        Press(row.CenterX, row.CenterY);
        Move(row.CenterX, row.CenterY + 3);
        Release(row.CenterX, row.CenterY + 3);
        Assert.Equal("ab", Order());
        Assert.Equal("a", _view.Overlays!.Chosen!.Spec.Id);
    }

    [Fact]
    public void A_row_that_was_clicked_has_the_keyboard()
    {
        Video("a");
        Video("b");
        Pass(default);
        _view.Gui.Focus = new UiId("overlay.alpha");
        Click(new UiId("overlay.row", 1));
        Assert.Equal("b", _view.Overlays!.Chosen!.Spec.Id);

        PressKey(Key.Delete);

        Assert.Equal("a", Order());
    }

    [Fact]
    public void What_is_removed_comes_back_to_its_place_by_the_notices_button_and_by_the_key()
    {
        Video("a");
        OverlayItem b = Video("b");
        Video("c");
        _view.Overlays!.Choose(b);
        Pass(default);
        Click(new UiId("overlay.remove"));
        Assert.Equal("ac", Order());
        Pass(default);
        Click(new UiId("notice.act"));
        Assert.Equal("abc", Order());

        Pass(default);
        _view.Gui.Focus = new UiId("overlay.row", 2);
        PressKey(Key.Delete);
        Assert.Equal("ab", Order());
        Assert.True(_view.Overlays!.Undo());
        Assert.Equal("abc", Order());
        Assert.False(_view.Overlays!.Undo());
    }

    [Fact]
    public void The_list_folds_up_and_opens_again()
    {
        Video("cam");
        Pass(default);
        Click(new UiId("overlays.fold"));
        Pass(default);
        Assert.Contains("▸ OVERLAYS (1)", _canvas.Texts);
        Assert.False(_view.Gui.TryFind(new UiId("overlay.row"), out _));
        Click(new UiId("overlays.fold"));
        Pass(default);
        Assert.True(_view.Gui.TryFind(new UiId("overlay.row"), out _));
    }
}
