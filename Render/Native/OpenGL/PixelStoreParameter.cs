namespace Fathom.Render.Native.OpenGL;

/// <summary>How rows lie in memory during transfers.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum PixelStoreParameter
{
    UnpackRowLength = 0xCF2,
    UnpackSkipRows = 0xCF3,
    UnpackSkipPixels = 0xCF4,
    UnpackAlignment = 0xCF5,
    PackRowLength = 0xD02,
    PackAlignment = 0xD05,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
