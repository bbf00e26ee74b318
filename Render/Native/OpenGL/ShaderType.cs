namespace Fathom.Render.Native.OpenGL;

/// <summary>Stages of a program.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum ShaderType
{
    FragmentShader = 0x8B30,
    VertexShader = 0x8B31,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
