namespace Fathom.Render.Native.OpenGL;

/// <summary>What vertices form.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum PrimitiveType
{
    Points = 0x0,
    Lines = 0x1,
    LineStrip = 0x3,
    Triangles = 0x4,
    TriangleStrip = 0x5,
    TriangleFan = 0x6,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
