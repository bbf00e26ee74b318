using System.Runtime.InteropServices;

namespace Fathom.Render;

/// <summary>A corner of a quad as the program reads it: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ShapeVertex
{
    internal const int Size = 16;

    internal float X;
    internal float Y;
    internal ushort U;
    internal ushort V;
    internal uint Color;
}
