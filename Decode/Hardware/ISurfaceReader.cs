using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>How the surfaces of one kind of device are described to importers.</summary>
/// <remarks>Threads: decode thread.</remarks>
internal interface ISurfaceReader
{
    /// <summary>FFmpeg's name of the device type.</summary>
    string DeviceType { get; }

    /// <summary>Where the pictures live.</summary>
    SurfaceKind Kind { get; }

    /// <summary>Fills the backing's descriptor from its decoded frame. Null when that worked, else why not; the caller frees the backing in both cases.</summary>
    string? Describe(SurfaceBacking backing, AvLayout layout);
}
