namespace Fathom.Render.Native.OpenGL;

/// <summary>Texts that can be asked for.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum StringName
{
    Vendor = 0x1F00,
    Renderer = 0x1F01,
    Version = 0x1F02,
    Extensions = 0x1F03,
    ShadingLanguageVersion = 0x8B8C,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
