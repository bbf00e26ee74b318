using System;
using System.Collections.Generic;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>
/// One pass over the interface: controls are called in order, each draws itself and takes the event of the pass if that is its own.
/// A pass for an event draws nothing; a pass for drawing has no event. Nothing but what is named here outlives a pass.
/// </summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class Gui
{
    private readonly List<UiId> _order = [];
    private readonly List<ShapeRect> _clips = [];
    private readonly Dictionary<UiId, ShapeRect> _places = [];
    private readonly Dictionary<UiId, float> _scrolls = [];
    private readonly UiRest _rest = new();
    private IShapeCanvas _canvas = null!;
    private InputEvent _event;
    private bool _taken;
    private bool _inPopup;
    private ShapeRect _clip;

    /// <summary>The colours.</summary>
    public UiTheme Theme { get; set; } = UiTheme.Dark;

    /// <summary>Pixels a point.</summary>
    public float Scale { get; private set; } = 1;

    /// <summary>Seconds on the loop's clock.</summary>
    public double Now { get; private set; }

    /// <summary>The window.</summary>
    public ShapeRect Window { get; private set; }

    /// <summary>Where to draw.</summary>
    public IShapeCanvas Canvas => _canvas;

    /// <summary>The pointer's column.</summary>
    public double PointerX { get; private set; } = -1;

    /// <summary>The pointer's row.</summary>
    public double PointerY { get; private set; } = -1;

    /// <summary>The control that the button was pressed on and not let go.</summary>
    public UiId Active { get; private set; }

    /// <summary>The control that has the keyboard.</summary>
    public UiId Focus { get; set; }

    /// <summary>Whose popup or dialog is open.</summary>
    public UiId Popup { get; private set; }

    /// <summary>Where that popup is.</summary>
    public ShapeRect PopupRect { get; private set; }

    /// <summary>The text being edited.</summary>
    public UiTextEdit Edit { get; } = new();

    /// <summary>The clipboard of fields.</summary>
    public UiClipboard Clipboard { get; set; } = UiClipboard.Private();

    /// <summary>What the user typed and why it cannot be taken; null in passes without such a thing.</summary>
    public string? Complaint { get; set; }

    /// <summary>The list that is open, if one is.</summary>
    public UiList List { get; } = new();

    /// <summary>Texts of this pass.</summary>
    public UiScratch Scratch { get; } = new();

    /// <summary>What is said about the thing under the pointer; null for nothing.</summary>
    public string? Tip { get; private set; }

    /// <summary>When the interface wants to be drawn again although nothing happens; infinite for never.</summary>
    public double RedrawAt { get; private set; }

    /// <summary>The event of the pass.</summary>
    public ref readonly InputEvent Event => ref _event;

    /// <summary>Ordinary text.</summary>
    public TextStyle Body => new(Px(12));

    /// <summary>Text that explains.</summary>
    public TextStyle Small => new(Px(11));

    /// <summary>Headings.</summary>
    public TextStyle Bold => new(Px(12), true);

    /// <summary>Pixels for points, in whole pixels.</summary>
    public int Px(float points) => Math.Max(1, (int)MathF.Round(points * Scale));

    /// <summary>Begins a pass.</summary>
    public void Begin(IShapeCanvas canvas, int width, int height, float scale, double now, in InputEvent input)
    {
        _canvas = canvas;
        Window = new ShapeRect(0, 0, width, height);
        Scale = scale;
        Now = now;
        _event = input;
        _taken = input.Kind == InputKind.None;
        _order.Clear();
        _places.TryGetValue(Popup, out ShapeRect owner);
        _places.Clear();
        _clips.Clear();
        _clip = Window;
        _inPopup = false;
        Tip = null;
        Complaint = null;
        RedrawAt = double.PositiveInfinity;
        Scratch.Clear();
        if (input.Kind is InputKind.MouseMove or InputKind.MouseDown or InputKind.MouseUp or InputKind.Scroll)
        {
            (PointerX, PointerY) = (input.X, input.Y);
        }

        if (input.Kind == InputKind.MouseDown && !Popup.IsNone && !PopupRect.Contains(PointerX, PointerY) && !owner.Contains(PointerX, PointerY))
        {
            // A click beside a popup only closes it.
            ClosePopup();
            _taken = true;
        }
    }

    /// <summary>Ends a pass. True when the interface took the event.</summary>
    public bool End()
    {
        if (_event.Kind == InputKind.KeyDown && !_taken)
        {
            OnKey();
        }

        if (!Active.IsNone && _event.Kind is InputKind.MouseMove or InputKind.MouseUp)
        {
            _taken |= !Active.IsNone;
            Active = _event.Kind == InputKind.MouseUp && _event.Button == MouseButton.Left ? UiId.None : Active;
        }

        if (_event.Kind == InputKind.MouseDown && !_taken)
        {
            Focus = UiId.None;
        }

        return _taken && _event.Kind != InputKind.None;
    }

    /// <summary>Notes where a control is.</summary>
    public void Place(UiId id, in ShapeRect rect) => _places[id] = rect;

    /// <summary>Where a control was in the last pass.</summary>
    public bool TryFind(UiId id, out ShapeRect rect) => _places.TryGetValue(id, out rect);

    /// <summary>Notes that a control can have the keyboard, in the order of tabs. True when it has it.</summary>
    public bool CanFocus(UiId id)
    {
        _order.Add(id);
        return Focus == id;
    }

    /// <summary>Whether the pointer is over a rectangle and nothing lies above it.</summary>
    public bool IsOver(in ShapeRect rect) =>
        rect.Contains(PointerX, PointerY) && _clip.Contains(PointerX, PointerY) && (_inPopup || Popup.IsNone || !PopupRect.Contains(PointerX, PointerY));

    /// <summary>Whether a control looks touched: pressed, or under a pointer that is not busy elsewhere.</summary>
    public bool IsHot(UiId id, in ShapeRect rect) => Active == id || (Active.IsNone && IsOver(rect));

    /// <summary>The left button went down on it; it stays active until the button is let go.</summary>
    public bool TryPress(UiId id, in ShapeRect rect)
    {
        if (_taken || _event.Kind != InputKind.MouseDown || _event.Button != MouseButton.Left || !IsOver(rect))
        {
            return false;
        }

        // A press elsewhere leaves the text that is being edited.
        Focus = Edit.Owner.IsNone || Edit.Owner == id ? Focus : UiId.None;
        Active = id;
        _taken = true;
        return true;
    }

    /// <summary>Whether the button was let go over the control that it was pressed on.</summary>
    public bool TryClick(UiId id, in ShapeRect rect) =>
        Active == id && _event is { Kind: InputKind.MouseUp, Button: MouseButton.Left } && IsOver(rect) && Take();

    /// <summary>Whether the pointer moves while the button is held on the control.</summary>
    public bool IsDragging(UiId id) => Active == id && _event.Kind == InputKind.MouseMove && Take();

    /// <summary>The control has the keyboard and this key went down.</summary>
    public bool TryKey(UiId id, Key key) => Focus == id && !_taken && _event.Kind == InputKind.KeyDown && _event.Key == key && Take();

    /// <summary>The wheel's steps over a rectangle; 0 for none.</summary>
    public double TakeScroll(in ShapeRect rect) => !_taken && _event.Kind == InputKind.Scroll && IsOver(rect) && Take() ? _event.ScrollY : 0;

    /// <summary>Takes the event. True.</summary>
    public bool Take() => _taken = true;

    /// <summary>Whether the pass has an event that nobody took yet.</summary>
    public bool HasEvent(InputKind kind) => !_taken && _event.Kind == kind;

    /// <summary>What happens with the pointer over a rectangle is the interface's and not the picture's.</summary>
    public void Shield(in ShapeRect rect)
    {
        bool isPointer = _event.Kind is InputKind.MouseDown or InputKind.MouseUp or InputKind.MouseMove or InputKind.Scroll;
        bool isCovered = !_inPopup && !Popup.IsNone && PopupRect.Contains(PointerX, PointerY);
        if (isPointer && !_taken && !isCovered && rect.Contains(PointerX, PointerY))
        {
            Focus = _event.Kind == InputKind.MouseDown ? UiId.None : Focus;
            _taken = true;
        }
    }

    /// <summary>Clips drawing and pointer to a rectangle.</summary>
    public void PushClip(in ShapeRect rect)
    {
        _clips.Add(_clip);
        _clip = _clip.Intersect(rect);
        _canvas.PushClip(rect);
    }

    /// <summary>Ends the innermost clip.</summary>
    public void PopClip()
    {
        _clip = _clips[^1];
        _clips.RemoveAt(_clips.Count - 1);
        _canvas.PopClip();
    }

    /// <summary>Opens a popup; its owner draws it from the next pass on.</summary>
    public void OpenPopup(UiId owner)
    {
        Popup = owner;
        PopupRect = default;
    }

    /// <summary>Closes whatever is open.</summary>
    public void ClosePopup()
    {
        Popup = UiId.None;
        PopupRect = default;
        List.Close();
    }

    /// <summary>From here to <see cref="EndPopup"/> controls belong to the open popup.</summary>
    public void BeginPopup(in ShapeRect rect)
    {
        PopupRect = rect;
        _inPopup = true;
        _clip = Window;
    }

    /// <summary>Ends the popup's controls.</summary>
    public void EndPopup()
    {
        Shield(PopupRect);
        _inPopup = false;
    }

    /// <summary>How far something is scrolled.</summary>
    public ref float ScrollOf(UiId id) => ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_scrolls, id, out _);

    /// <summary>Asks to be drawn again at a time.</summary>
    public void WantRedraw(double at) => RedrawAt = Math.Min(RedrawAt, at);

    /// <summary>Says something about a rectangle when the pointer rests on it.</summary>
    public void Explain(UiId id, in ShapeRect rect, string? text)
    {
        if (text is null || !Active.IsNone || (!Popup.IsNone && !_inPopup) || !IsOver(rect))
        {
            return;
        }

        if (_rest.Has(id, Now, out double at))
        {
            Tip = text;
        }
        else
        {
            WantRedraw(at);
        }
    }

    private void OnKey()
    {
        if (_event.Key == Key.Tab && _order.Count > 0)
        {
            bool back = (_event.Modifiers & KeyModifiers.Shift) != 0;
            int at = _order.IndexOf(Focus);
            Focus = at < 0 ? _order[back ? ^1 : 0] : _order[(at + (back ? _order.Count - 1 : 1)) % _order.Count];
            _taken = true;
        }
        else if (_event.Key == Key.Escape && !(Popup.IsNone && Focus.IsNone))
        {
            _taken = true;
            Focus = UiId.None;
            ClosePopup();
        }
    }
}
