namespace Fathom.Protocol.Pixel;

/// <summary>The codec byte of a pixel message. A value that is not named here is kept as it came, for the decoder to refuse with its number.</summary>
public enum VideoCodec : byte
{
    /// <summary>H.264 / AVC, in length-prefixed NAL units.</summary>
    H264 = 1,

    /// <summary>H.265 / HEVC, in length-prefixed NAL units.</summary>
    Hevc = 2,

    /// <summary>AV1, in its low-overhead stream of OBUs.</summary>
    Av1 = 3,

    /// <summary>A lossless still (feature <c>pixel.still</c>); never goes through a video decoder.</summary>
    LosslessStill = 240,
}
