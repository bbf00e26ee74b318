namespace Fathom.Protocol.Pixel;

/// <summary>Where, in bits of an unescaped H.264 sequence parameter set behind its NAL header, the promise about reordering stands or would stand.</summary>
/// <param name="UsabilityFlag">The flag that says whether there is usability information.</param>
/// <param name="RestrictionFlag">The flag that says whether there is a bitstream restriction; 0 without usability information.</param>
/// <param name="ReorderCodes">The two codes (frames reordered, frames buffered) at the end of the restriction; 0 without one.</param>
internal readonly record struct AvcRestrictionPlace(int UsabilityFlag, int RestrictionFlag, int ReorderCodes);
