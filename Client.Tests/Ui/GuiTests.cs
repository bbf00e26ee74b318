using Fathom.Client.Ui;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>The toolkit on a canvas that draws nothing.</summary>
public sealed class GuiTests
{
    private static readonly UiId s_first = new("first");
    private static readonly UiId s_second = new("second");
    private static readonly ShapeRect s_left = new(10, 10, 80, 24);
    private static readonly ShapeRect s_right = new(110, 10, 200, 24);

    private readonly FakeCanvas _canvas = new();
    private readonly Gui _gui = new();
    private double _value = 5;
    private int _clicks;

    [Fact]
    public void A_button_is_clicked_when_the_pointer_is_let_go_over_it()
    {
        Assert.True(Down(20, 20));
        Assert.Equal(0, _clicks);
        Assert.True(Up(25, 22));
        Assert.Equal(1, _clicks);
    }

    [Fact]
    public void A_popup_gets_the_clicks_on_it_where_it_covers_a_panel()
    {
        var owner = new UiId("owner");
        var button = new UiId("in the popup");
        var panel = new ShapeRect(0, 0, 400, 200);
        int clicks = 0;
        void Pass(InputEvent input)
        {
            _gui.Begin(_canvas, 800, 400, 1, 0, input);
            _gui.Shield(panel);
            _gui.BeginPopup(new ShapeRect(50, 50, 100, 100));
            clicks += _gui.Button(button, new ShapeRect(60, 60, 40, 20), "go") ? 1 : 0;
            _gui.EndPopup();
            _gui.End();
        }

        _gui.OpenPopup(owner);
        Pass(default);
        Pass(new InputEvent { Kind = InputKind.MouseDown, X = 70, Y = 70 });
        Pass(new InputEvent { Kind = InputKind.MouseUp, X = 70, Y = 70 });
        Assert.Equal(1, clicks);
    }

    [Fact]
    public void A_button_is_not_clicked_when_the_pointer_leaves_it_before()
    {
        Down(20, 20);
        Assert.True(Up(500, 300));
        Assert.Equal(0, _clicks);
    }

    [Fact]
    public void What_no_control_takes_is_left_for_the_picture()
    {
        Assert.False(Down(500, 300));
        Assert.False(Move(510, 300));
        Assert.False(Press(Key.Right));
    }

    [Fact]
    public void A_slider_follows_the_pointer_at_once_and_beyond_its_ends()
    {
        Down(s_right.X + 7, 20);
        Assert.Equal(0, _value);
        Assert.True(Move(s_right.CenterX, 200));
        Assert.Equal(50, _value);
        Move(5000, 20);
        Assert.Equal(100, _value);
        Up(5000, 20);
        Move(s_right.X, 20);
        Assert.Equal(100, _value);
    }

    [Fact]
    public void The_focused_slider_takes_arrow_keys_and_nobody_elses()
    {
        _gui.Focus = s_second;
        Assert.True(Press(Key.Right));
        Assert.Equal(6, _value);
        Assert.True(Press(Key.Home));
        Assert.Equal(0, _value);
        Assert.False(Press(Key.PageUp));
    }

    [Fact]
    public void Tab_goes_through_the_controls_in_order_and_around()
    {
        Assert.True(Press(Key.Tab));
        Assert.Equal(s_first, _gui.Focus);
        Press(Key.Tab);
        Assert.Equal(s_second, _gui.Focus);
        Press(Key.Tab);
        Assert.Equal(s_first, _gui.Focus);
        Press(Key.Tab, KeyModifiers.Shift);
        Assert.Equal(s_second, _gui.Focus);
    }

    [Fact]
    public void A_click_beside_everything_gives_the_keyboard_back()
    {
        _gui.Focus = s_second;
        Down(500, 300);
        Assert.True(_gui.Focus.IsNone);
    }

    [Fact]
    public void A_popup_keeps_the_pointer_from_what_lies_below()
    {
        _gui.OpenPopup(new UiId("popup"));
        Run(default);
        Assert.True(Down(20, 20));
        Up(20, 20);
        Assert.Equal(0, _clicks);
        Assert.Equal("popup", _gui.Popup.Name);
    }

    [Fact]
    public void A_click_beside_a_popup_only_closes_it()
    {
        _gui.OpenPopup(new UiId("popup"));
        Run(default);
        Assert.True(Down(600, 300));
        Assert.True(_gui.Popup.IsNone);
    }

    [Fact]
    public void Every_clip_that_is_opened_is_closed()
    {
        _gui.Focus = new UiId("field");
        Run(default);
        Run(default);
        Assert.Equal(0, _canvas.OpenClips);
    }

    [Fact]
    public void A_text_that_does_not_fit_ends_in_dots()
    {
        _gui.Begin(_canvas, 800, 400, 1, 0, default);
        _gui.Label(new ShapeRect(0, 0, 40, 20), "a long name", UiTheme.Dark.Text);
        Assert.Equal("a lon…", Assert.Single(_canvas.Texts));
    }

    private bool Down(double x, double y) => Run(new InputEvent { Kind = InputKind.MouseDown, X = x, Y = y });

    private bool Up(double x, double y) => Run(new InputEvent { Kind = InputKind.MouseUp, X = x, Y = y });

    private bool Move(double x, double y) => Run(new InputEvent { Kind = InputKind.MouseMove, X = x, Y = y });

    private bool Press(Key key, KeyModifiers modifiers = KeyModifiers.None) => Run(new InputEvent { Kind = InputKind.KeyDown, Key = key, Modifiers = modifiers });

    private bool Run(InputEvent input)
    {
        _gui.Begin(_canvas, 800, 400, 1, 0, input);
        _clicks += _gui.Button(s_first, s_left, "Go") ? 1 : 0;
        _gui.Slider(s_second, s_right, ref _value, 0, 100, 1);
        if (_gui.Popup.Name == "popup")
        {
            _gui.BeginPopup(new ShapeRect(0, 0, 300, 100));
            _gui.EndPopup();
        }

        return _gui.End();
    }
}
