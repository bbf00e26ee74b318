namespace Fathom.Render;

/// <summary>What happened; says which members of an <see cref="InputEvent"/> carry something.</summary>
public enum InputKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A key went down, or repeats: <c>Key</c>, <c>Modifiers</c>, <c>IsRepeat</c>.</summary>
    KeyDown,

    /// <summary>A key went up: <c>Key</c>, <c>Modifiers</c>.</summary>
    KeyUp,

    /// <summary>Text was typed: <c>Character</c>.</summary>
    Text,

    /// <summary>A mouse button went down: <c>Button</c>, <c>Modifiers</c>, <c>X</c>, <c>Y</c>.</summary>
    MouseDown,

    /// <summary>A mouse button went up: <c>Button</c>, <c>Modifiers</c>, <c>X</c>, <c>Y</c>.</summary>
    MouseUp,

    /// <summary>The pointer moved: <c>X</c>, <c>Y</c>. Moves that nobody took yet are one event.</summary>
    MouseMove,

    /// <summary>The wheel turned: <c>ScrollX</c>, <c>ScrollY</c> (up is positive), <c>Modifiers</c>, <c>X</c>, <c>Y</c>.</summary>
    Scroll,

    /// <summary>The framebuffer has a new size: <c>Width</c>, <c>Height</c>.</summary>
    Resize,

    /// <summary>The window got or lost the keyboard: <c>IsFocused</c>.</summary>
    Focus,

    /// <summary>The user wants the window closed.</summary>
    Close,

    /// <summary>The window moved to a monitor of another density: <c>Scale</c>.</summary>
    ContentScale,

    /// <summary>The window's contents were damaged and must be drawn again.</summary>
    Refresh,

    /// <summary>Files were let fall on the window: <c>Dropped</c>, <c>X</c>, <c>Y</c>.</summary>
    Drop,
}
