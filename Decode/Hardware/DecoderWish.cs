namespace Fathom.Decode;

/// <summary>Which way of decoding the user asks for.</summary>
public enum DecoderWish
{
    /// <summary>The fastest that works here.</summary>
    Auto = 0,

    /// <summary>On the CPU.</summary>
    Software,

    /// <summary>By VAAPI (Intel, AMD), else on the CPU.</summary>
    Vaapi,

    /// <summary>By NVDEC (NVIDIA), else on the CPU.</summary>
    Nvdec,
}
