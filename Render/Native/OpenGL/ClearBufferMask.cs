using System;

namespace Fathom.Render.Native.OpenGL;

/// <summary>What a clear or a blit covers.</summary>
[Flags]
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum ClearBufferMask
{
    DepthBufferBit = 0x100,
    StencilBufferBit = 0x400,
    ColorBufferBit = 0x4000,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
