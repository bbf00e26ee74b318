namespace Fathom.Decode;

/// <summary>The places on the way of a picture where bytes may be copied.</summary>
public enum CopyStep
{
    /// <summary>A key frame whose parameter sets had to be rewritten.</summary>
    PacketRewrite = 0,

    /// <summary>A decoded surface fetched into ordinary memory.</summary>
    SurfaceTransfer,

    /// <summary>Planes converted to RGBA on the CPU: one pass that reads one picture and writes another.</summary>
    Convert,

    /// <summary>Memory handed to GL, which copies it into a texture.</summary>
    Upload,

    /// <summary>From one place of the GPU's memory to another, without the CPU.</summary>
    DeviceCopy,
}
