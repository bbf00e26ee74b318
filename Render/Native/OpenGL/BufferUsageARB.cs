namespace Fathom.Render.Native.OpenGL;

/// <summary>How a buffer is going to be used.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum BufferUsageARB
{
    StreamDraw = 0x88E0,
    StreamRead = 0x88E1,
    StaticDraw = 0x88E4,
    DynamicDraw = 0x88E8,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
