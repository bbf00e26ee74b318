using System;

namespace Fathom.Client.Recording;

/// <summary>How far back the flight recorder of a run looks.</summary>
/// <param name="Span">Seconds of frames that a dump holds, where they fit.</param>
internal sealed record FlightSettings(TimeSpan Span)
{
    /// <summary>Where nobody says otherwise.</summary>
    public const double DefaultSeconds = 10;

    /// <summary>The memory that it uses and no more, in bytes.</summary>
    public int Bytes { get; init; } = 32 << 20;

    /// <summary>Where dumps go.</summary>
    public string Folder { get; init; } = FlightFolder.DefaultPath();
}
