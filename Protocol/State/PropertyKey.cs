namespace Fathom.Protocol.State;

/// <summary>Names one property of the shared state, for example <c>("dims", "z", "index")</c>.</summary>
/// <param name="Scope">The group: <c>dims</c>, <c>view</c>, <c>camera</c>, <c>layer</c>, <c>volume</c>, <c>multiscale</c>.</param>
/// <param name="Target">The object inside the group: an axis label, a layer id, <c>main</c>.</param>
/// <param name="Key">The property of that object.</param>
public readonly record struct PropertyKey(string Scope, string Target, string Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Scope}:{Target}:{Key}";
}
