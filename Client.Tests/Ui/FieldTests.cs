using Fathom.Client.Ui;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Fields that are typed into.</summary>
public sealed class FieldTests
{
    private static readonly UiId s_id = new("field");
    private static readonly ShapeRect s_place = new(10, 10, 120, 24);

    private readonly FakeCanvas _canvas = new();
    private readonly Gui _gui = new();
    private double _value = 12;
    private int _changes;
    private string? _unit;

    [Fact]
    public void A_typed_number_replaces_the_old_one_on_enter()
    {
        Click();
        Type("47");
        Assert.Equal(12, _value);
        Press(Key.Enter);
        Assert.Equal(47, _value);
        Assert.Equal(1, _changes);
        Assert.True(_gui.Focus.IsNone);
    }

    [Fact]
    public void Escape_leaves_the_number_as_it_was()
    {
        Click();
        Type("47");
        Assert.True(Press(Key.Escape));
        Run(default);
        Assert.Equal(12, _value);
        Assert.True(_gui.Edit.Owner.IsNone);
    }

    [Fact]
    public void Leaving_the_field_enters_what_was_typed()
    {
        Click();
        Type("8");
        Run(new InputEvent { Kind = InputKind.MouseDown, X = 500, Y = 300 });
        Run(default);
        Assert.Equal(8, _value);
    }

    [Fact]
    public void What_is_no_number_changes_nothing()
    {
        Click();
        Type("abc");
        Press(Key.Enter);
        Assert.Equal(12, _value);
        Assert.Equal(0, _changes);
    }

    [Fact]
    public void What_is_no_number_is_said_and_stays_in_the_field_to_be_mended()
    {
        Click();
        Type("4,7");
        Run(new InputEvent { Kind = InputKind.KeyDown, Key = Key.Enter });
        Assert.Equal("'4,7' is no number; 12 stays.", _gui.Complaint);
        Assert.Equal((s_id, s_id, true), (_gui.Focus, _gui.Edit.Owner, _gui.Edit.IsRefused));
        Assert.Equal("4,7", _gui.Edit.Text.ToString());

        Press(Key.A, KeyModifiers.Control);
        Type("4.7");
        Assert.False(_gui.Edit.IsRefused);
        Press(Key.Enter);
        Assert.Equal(4.7, _value);
    }

    [Theory]
    [InlineData("24.5 µm", 24.5)]
    [InlineData("3mm", 3000)]
    [InlineData("1e2nm", 0.1)]
    public void A_number_may_come_with_its_unit_or_one_like_it(string typed, double value)
    {
        _unit = "µm";
        Click();
        Type(typed);
        Press(Key.Enter);
        Assert.Equal(value, _value, 9);
    }

    [Fact]
    public void A_unit_of_another_kind_is_refused()
    {
        _unit = "µm";
        Click();
        Type("5 s");
        Run(new InputEvent { Kind = InputKind.KeyDown, Key = Key.Enter });
        Assert.Contains("no number of µm", _gui.Complaint, System.StringComparison.Ordinal);
        Assert.Equal(12, _value);
    }

    [Fact]
    public void Text_is_copied_cut_and_pasted()
    {
        Click();
        Type("123");
        Press(Key.A, KeyModifiers.Control);
        Press(Key.C, KeyModifiers.Control);
        Press(Key.End);
        Press(Key.V, KeyModifiers.Control);
        Assert.Equal("123123", _gui.Edit.Text.ToString());
        Press(Key.A, KeyModifiers.Control);
        Press(Key.X, KeyModifiers.Control);
        Assert.Equal(string.Empty, _gui.Edit.Text.ToString());
        _gui.Clipboard.Write("\n7\t8\r\nnext line");
        Press(Key.V, KeyModifiers.Control);
        Assert.Equal("7 8", _gui.Edit.Text.ToString());
    }

    [Fact]
    public void Undo_takes_back_what_was_typed_in_one_go_and_redo_brings_it_again()
    {
        Click();
        Type("12");
        Press(Key.Home);
        Type("9");
        Press(Key.Backspace);
        Press(Key.Z, KeyModifiers.Control);
        Assert.Equal("912", _gui.Edit.Text.ToString());
        Press(Key.Z, KeyModifiers.Control);
        Assert.Equal("12", _gui.Edit.Text.ToString());
        Press(Key.Z, KeyModifiers.Control | KeyModifiers.Shift);
        Assert.Equal("912", _gui.Edit.Text.ToString());
        Type("0");
        Press(Key.Y, KeyModifiers.Control);
        Assert.Equal("9012", _gui.Edit.Text.ToString());
    }

    [Fact]
    public void Words_are_passed_and_erased_with_control()
    {
        Click();
        Type("ws://host:8081");
        Press(Key.Left, KeyModifiers.Control);
        Type("1");
        Assert.Equal("ws://host:18081", _gui.Edit.Text.ToString());
        Press(Key.Home);
        Press(Key.Delete, KeyModifiers.Control);
        Assert.Equal("host:18081", _gui.Edit.Text.ToString());
    }

    [Fact]
    public void While_somebody_types_every_key_is_the_fields()
    {
        Click();
        foreach (Key key in (Key[])[Key.Q, Key.H, Key.Space, Key.Left, Key.Home, Key.F1, Key.PageUp])
        {
            Assert.True(Press(key), key.ToString());
        }

        Assert.True(Run(new InputEvent { Kind = InputKind.Text, Character = 'q' }));
    }

    [Fact]
    public void Keys_move_select_and_erase()
    {
        Click();
        Type("123");
        Press(Key.Left);
        Press(Key.Backspace);
        Assert.Equal("13", _gui.Edit.Text.ToString());
        Press(Key.Home);
        Press(Key.Delete);
        Assert.Equal("3", _gui.Edit.Text.ToString());
        Press(Key.A, KeyModifiers.Control);
        Type("9");
        Assert.Equal("9", _gui.Edit.Text.ToString());
    }

    private void Click()
    {
        Run(new InputEvent { Kind = InputKind.MouseDown, X = 20, Y = 20 });
        Run(new InputEvent { Kind = InputKind.MouseUp, X = 20, Y = 20 });
        Press(Key.A, KeyModifiers.Control);
    }

    private void Type(string text)
    {
        foreach (char sign in text)
        {
            Run(new InputEvent { Kind = InputKind.Text, Character = sign });
        }
    }

    private bool Press(Key key, KeyModifiers modifiers = KeyModifiers.None) => Run(new InputEvent { Kind = InputKind.KeyDown, Key = key, Modifiers = modifiers });

    private bool Run(InputEvent input)
    {
        _gui.Begin(_canvas, 800, 400, 1, 0, input);
        _changes += _gui.NumberField(s_id, s_place, ref _value, "0", unit: _unit) ? 1 : 0;
        return _gui.End();
    }
}
