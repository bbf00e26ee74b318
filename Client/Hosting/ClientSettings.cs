using System;
using System.Collections.Immutable;
using Fathom.Client.Logging;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Presentation;
using Fathom.Client.Recording;
using Fathom.Client.Scripts;
using Fathom.Client.Sessions;
using Fathom.Client.Ui;
using Fathom.Decode;

namespace Fathom.Client.Hosting;

/// <summary>Everything a run of the client depends on, read once at the start.</summary>
internal sealed record ClientSettings
{
    /// <summary>The state channel.</summary>
    public required Uri StateUrl { get; init; }

    /// <summary>The pixel channel, without any query of ours.</summary>
    public required Uri PixelUrl { get; init; }

    /// <summary>Sent as bearer on both upgrades; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Draw into memory, not into a window.</summary>
    public bool Headless { get; init; }

    /// <summary>End after this time; null for never.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>End with an error when the first connection fails, instead of trying again.</summary>
    public bool FailFast { get; init; }

    /// <summary>What is asked for beyond the public protocol.</summary>
    public ImmutableArray<string> Extensions { get; init; } = ClientExtensions.Wanted;

    /// <summary>When frames go to the screen.</summary>
    public PresenterOptions Presenter { get; init; } = new();

    /// <summary>How often the server is asked for its time, and who keeps the answers.</summary>
    public ClockSampling Clock { get; init; } = new();

    /// <summary>Which way of decoding was asked for.</summary>
    public DecoderWish Decoder { get; init; }

    /// <summary>The largest message that is received.</summary>
    public int MaxMessageBytes { get; init; } = 64 << 20;

    /// <summary>The window's or the headless picture's size in points.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>The window's or the headless picture's size in points.</summary>
    public int Height { get; init; } = 720;

    /// <summary>The window asks which server to use before it connects.</summary>
    public bool AskForServer { get; init; }

    /// <summary>How the interface begins.</summary>
    public UiSettings Ui { get; init; } = new(string.Empty);

    /// <summary>Where the last picture is written; null for nowhere.</summary>
    public string? PicturePath { get; init; }

    /// <summary>What is logged and where to.</summary>
    public LogSettings Log { get; init; } = LogSettings.Off;

    /// <summary>What is done without a user, or beside one; null for nothing.</summary>
    public ScriptFile? Script { get; init; }

    /// <summary>What is written of what goes over the wire; null for nothing.</summary>
    public RecordingSettings? Recording { get; init; }

    /// <summary>How far back the flight recorder looks; null for no flight recorder.</summary>
    public FlightSettings? Flight { get; init; }

    /// <summary>Say once a second where the time goes.</summary>
    public bool Stats { get; init; }

    /// <summary>Where every frame and intent is written, .jsonl or .csv; null for nowhere.</summary>
    public string? TelemetryPath { get; init; }

    /// <summary>What the run is fed from instead of a server; null for a server.</summary>
    public Replay? Replay { get; init; }

    /// <summary>What is brought back once the server is there; null for nothing.</summary>
    public SessionFile? Session { get; init; }

    /// <summary>Where the session is saved.</summary>
    public string SessionPath { get; init; } = SessionFile.UsualPath;

    /// <summary>What the headless run waits for before it ends; null: the duration.</summary>
    public SnapshotRequest? Snapshot { get; init; }

    /// <summary>What is laid over the picture from the beginning, the lowest first.</summary>
    public ImmutableArray<OverlaySpec> Overlays { get; init; } = [];
}
