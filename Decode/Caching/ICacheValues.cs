namespace Fathom.Decode.Caching;

/// <summary>What a cache must know about its values: how heavy they are, and who else holds them.</summary>
public interface ICacheValues<in TValue>
{
    /// <summary>What the value counts against the limit of the cache: one for a count, bytes for a bound of memory.</summary>
    long WeightOf(TValue value);

    /// <summary>Somebody besides the cache will hold the value.</summary>
    void Retain(TValue value);

    /// <summary>The cache holds the value no longer.</summary>
    void Release(TValue value);
}
