namespace Fathom.Decode;

/// <summary>Who holds a frame. Each role has its own count, so that a leak names its culprit.</summary>
public enum LeaseRole
{
    /// <summary>The decode thread, from the moment the frame left the codec.</summary>
    Decoder = 0,

    /// <summary>The last picture shown, kept for redraws.</summary>
    Cache = 1,

    /// <summary>The presenter's queue.</summary>
    Presenter = 2,

    /// <summary>A draw; released only when the GPU fence of that draw has signalled.</summary>
    Renderer = 3,
}
