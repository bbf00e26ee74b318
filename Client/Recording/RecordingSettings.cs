namespace Fathom.Client.Recording;

/// <summary>What of a run is written to a file.</summary>
/// <param name="Path">Which file.</param>
internal sealed record RecordingSettings(string Path)
{
    /// <summary>The largest file where nobody says otherwise, in MiB.</summary>
    public const int DefaultMaxMib = 2048;

    /// <summary>The recording ends before it is larger than this; the viewing goes on.</summary>
    public long MaxBytes { get; init; } = (long)DefaultMaxMib << 20;
}
