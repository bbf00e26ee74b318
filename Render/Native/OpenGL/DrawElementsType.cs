namespace Fathom.Render.Native.OpenGL;

/// <summary>Type of an index.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum DrawElementsType
{
    UnsignedByte = 0x1401,
    UnsignedShort = 0x1403,
    UnsignedInt = 0x1405,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
