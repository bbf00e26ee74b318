namespace Fathom.Decode;

/// <summary>A path that was tried and is out.</summary>
/// <param name="Path">Its name: "vaapi".</param>
/// <param name="Why">What failed, in the words of whoever said no.</param>
public readonly record struct DecoderRefusal(string Path, string Why)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Why}";
}
