namespace Fathom.Decode.Caching;

/// <summary>Every value weighs one and the garbage collector owns it.</summary>
internal sealed class CountedValues<TValue> : ICacheValues<TValue>
{
    public long WeightOf(TValue value) => 1;

    public void Retain(TValue value)
    {
    }

    public void Release(TValue value)
    {
    }
}
