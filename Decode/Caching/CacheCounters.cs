namespace Fathom.Decode.Caching;

/// <summary>What a cache has done so far and holds now.</summary>
/// <param name="Hits">Values that were there.</param>
/// <param name="Joins">Values that somebody else was loading already.</param>
/// <param name="Loads">Values that were loaded, failures included.</param>
/// <param name="Evictions">Values that had to leave.</param>
/// <param name="Entries">Values held now.</param>
/// <param name="Weight">Their weight.</param>
public readonly record struct CacheCounters(long Hits, long Joins, long Loads, long Evictions, int Entries, long Weight)
{
    /// <summary>The share of look-ups that loaded nothing; 0 before the first one.</summary>
    public double HitRate => Hits + Joins + Loads == 0 ? 0 : (double)(Hits + Joins) / (Hits + Joins + Loads);
}
