using System;

namespace Fathom.Render.Native.OpenGL;

/// <summary>Flags of a fence; there are none.</summary>
[Flags]
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum SyncBehaviorFlags
{
    None = 0x0,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
