namespace Fathom.Decode.Local;

/// <summary>What a reader has done so far and holds now.</summary>
/// <param name="Hits">Frames that were there.</param>
/// <param name="Misses">Frames that had to be got.</param>
/// <param name="Decodes">Frames that came out of the decoder, those on the way to the one that was wanted included.</param>
/// <param name="Seeks">How often reading did not go on where it stood.</param>
/// <param name="CachedFrames">Frames in the cache.</param>
/// <param name="CachedBytes">Their bytes.</param>
public readonly record struct LocalCounters(long Hits, long Misses, long Decodes, long Seeks, int CachedFrames, long CachedBytes);
