namespace Fathom.Render;

/// <summary>Mouse buttons; the values are GLFW's.</summary>
public enum MouseButton
{
    /// <summary>The left one.</summary>
    Left = 0,

    /// <summary>The right one.</summary>
    Right = 1,

    /// <summary>The wheel.</summary>
    Middle = 2,

    /// <summary>Usually "back".</summary>
    Button4 = 3,

    /// <summary>Usually "forward".</summary>
    Button5 = 4,

    /// <summary>A sixth.</summary>
    Button6 = 5,

    /// <summary>A seventh.</summary>
    Button7 = 6,

    /// <summary>An eighth.</summary>
    Button8 = 7,
}
