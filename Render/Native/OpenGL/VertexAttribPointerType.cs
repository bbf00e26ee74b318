namespace Fathom.Render.Native.OpenGL;

/// <summary>Type of one component of a vertex attribute.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum VertexAttribPointerType
{
    UnsignedByte = 0x1401,
    UnsignedShort = 0x1403,
    Float = 0x1406,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
