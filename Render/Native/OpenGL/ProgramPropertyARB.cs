namespace Fathom.Render.Native.OpenGL;

/// <summary>Properties of a program.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum ProgramPropertyARB
{
    LinkStatus = 0x8B82,
    InfoLogLength = 0x8B84,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
