namespace Fathom.Render.Native.OpenGL;

/// <summary>Values that can be asked for.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum GetPName
{
    MaxTextureSize = 0xD33,
    MajorVersion = 0x821B,
    MinorVersion = 0x821C,
    NumExtensions = 0x821D,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
