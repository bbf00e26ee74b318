namespace Fathom.Render;

/// <summary>One thing that the user or the window system did.</summary>
/// <remarks>Positions are framebuffer pixels from the top left corner; <see cref="ViewTransform"/> turns them into picture pixels.</remarks>
public readonly record struct InputEvent
{
    /// <summary>What happened.</summary>
    public InputKind Kind { get; init; }

    /// <summary>When the window system delivered it, in ticks of the window's clock; 0 when nobody noted it.</summary>
    public long At { get; init; }

    /// <summary>The key, by its place on a US keyboard.</summary>
    public Key Key { get; init; }

    /// <summary>Keys held meanwhile.</summary>
    public KeyModifiers Modifiers { get; init; }

    /// <summary>True when the system repeats a key that is held.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>The Unicode code point typed.</summary>
    public int Character { get; init; }

    /// <summary>The mouse button.</summary>
    public MouseButton Button { get; init; }

    /// <summary>Pointer column.</summary>
    public double X { get; init; }

    /// <summary>Pointer row, counted down.</summary>
    public double Y { get; init; }

    /// <summary>Wheel steps to the left (positive) or right.</summary>
    public double ScrollX { get; init; }

    /// <summary>Wheel steps up (positive) or down.</summary>
    public double ScrollY { get; init; }

    /// <summary>New framebuffer width.</summary>
    public int Width { get; init; }

    /// <summary>New framebuffer height.</summary>
    public int Height { get; init; }

    /// <summary>Whether the window has the keyboard now.</summary>
    public bool IsFocused { get; init; }

    /// <summary>New pixels a point.</summary>
    public double Scale { get; init; }

    /// <summary>What was let fall on the window.</summary>
    public DroppedFiles? Dropped { get; init; }
}
