using System;

namespace Fathom.Client.Tests.Plain;

/// <summary>How a <see cref="PlainServer"/> behaves.</summary>
internal sealed record PlainServerOptions
{
    /// <summary>Begins without data: no stream, no frames, axes of one sample.</summary>
    public bool Idle { get; init; }

    /// <summary>The first message after a pixel connection is a frame that needs others.</summary>
    public bool BeginsWithDelta { get; init; }

    /// <summary>How late answers to updates come.</summary>
    public TimeSpan AckDelay { get; init; }

    /// <summary>One frame in so many is left out after encoding; 0 for none.</summary>
    public int DropEvery { get; init; }

    /// <summary>Frames a second.</summary>
    public double Fps { get; init; } = 30;

    /// <summary>Between two heartbeats.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the stream is announced beside every key frame, one after the other.</summary>
    public int Announcements { get; init; } = 2;
}
