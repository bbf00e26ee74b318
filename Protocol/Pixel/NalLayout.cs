namespace Fathom.Protocol.Pixel;

/// <summary>How the NAL units of an access unit are told apart.</summary>
public enum NalLayout
{
    /// <summary>Neither form fits.</summary>
    Unknown = 0,

    /// <summary>Each unit is preceded by its length (the wire, MP4).</summary>
    LengthPrefixed,

    /// <summary>Each unit is preceded by a start code 00 00 01 (files, many decoders).</summary>
    StartCodes,
}
