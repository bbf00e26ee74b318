using System;

namespace Fathom.Render;

/// <summary>Keys held while something else happens; the values are GLFW's.</summary>
[Flags]
public enum KeyModifiers
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Shift.</summary>
    Shift = 1,

    /// <summary>Control.</summary>
    Control = 2,

    /// <summary>Alt.</summary>
    Alt = 4,

    /// <summary>Windows, Command or Super.</summary>
    Super = 8,

    /// <summary>Caps lock is on.</summary>
    CapsLock = 16,

    /// <summary>Num lock is on.</summary>
    NumLock = 32,
}
