using System;

namespace Fathom.Decode;

/// <summary>How many frames may be out at once. The one source for the ledger's cap, the presenter's capacity and the decoder's spare surfaces.</summary>
public static class LeaseLimits
{
    /// <summary>Frames that the presenter may queue by default: 100 ms at 60 frames a second, and 2.</summary>
    public const int PresenterCapacity = 8;

    /// <summary>The frame being drawn.</summary>
    public const int Drawing = 1;

    /// <summary>Frames that the GPU may still read.</summary>
    public const int InFlightFences = 2;

    /// <summary>The last picture shown.</summary>
    public const int Cache = 1;

    /// <summary>The frame that just left the codec.</summary>
    public const int Decoding = 1;

    /// <summary>A lossless still beside the frames.</summary>
    public const int Stills = 1;

    /// <summary>The cap for the default presenter capacity.</summary>
    public const int DefaultCap = PresenterCapacity + Drawing + InFlightFences + Cache + Decoding;

    /// <summary>The largest cap there can be: the ledger keeps its free slots in one 64-bit word.</summary>
    public const int LargestCap = 64;

    /// <summary>The presenter's capacity for a latency and a frame rate.</summary>
    public static int PresenterCapacityFor(TimeSpan largestLatency, double framesPerSecond)
        => Math.Clamp((int)Math.Ceiling(largestLatency.TotalSeconds * framesPerSecond) + 2, 3, LargestCap - CapFor(0));

    /// <summary>The cap for a presenter capacity.</summary>
    public static int CapFor(int presenterCapacity) => presenterCapacity + Drawing + InFlightFences + Cache + Decoding;
}
