namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>How one sample is stored, and what it becomes in memory.</summary>
/// <param name="Sample">In memory.</param>
/// <param name="Bytes">In the store.</param>
/// <param name="Form">Whether a step lies between the two.</param>
internal readonly record struct StoredType(SampleType Sample, int Bytes, StoredForm Form = StoredForm.Same)
{
    public static StoredType Of(SampleType sample) => new(sample, sample.Bytes());

    public static StoredType Bool { get; } = new(SampleType.UInt8, 1, StoredForm.Bool);

    public static StoredType Half { get; } = new(SampleType.Float32, 2, StoredForm.Half);

    /// <summary>Integers that can name objects.</summary>
    public bool IsInteger => !Sample.IsFloat();
}
