namespace Fathom.Decode;

/// <summary>Which luma coefficients turned RGB into the picture's samples.</summary>
public enum ColorMatrix
{
    /// <summary>The stream does not say; 709 is assumed from 720 rows up, else 601.</summary>
    Unspecified = 0,

    /// <summary>The samples are RGB.</summary>
    Identity,

    /// <summary>ITU-R BT.601 (also 470BG and SMPTE 170M).</summary>
    Bt601,

    /// <summary>ITU-R BT.709.</summary>
    Bt709,

    /// <summary>ITU-R BT.2020, non-constant luminance.</summary>
    Bt2020,
}
