namespace Fathom.VolumeServer.Volumes.Stores;

/// <summary>Which bytes of an object: all of it, a run from an offset, or the last ones.</summary>
internal readonly record struct ByteRange
{
    private ByteRange(long offset, long length) => (Offset, Length) = (offset, length);

    public static ByteRange All { get; } = new(0, long.MaxValue);

    /// <summary>Where it begins; negative for the last <see cref="Length"/> bytes.</summary>
    public long Offset { get; }

    public long Length { get; }

    public bool IsAll => Length == long.MaxValue;

    public bool IsSuffix => Offset < 0;

    public static ByteRange Run(long offset, long length) => new(offset, length);

    public static ByteRange Last(long length) => new(-1, length);
}
