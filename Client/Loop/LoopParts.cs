using System;
using Fathom.Client.Intents;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Loop;

/// <summary>What a <see cref="ClientStreamLoop"/> works with; its host made and owns it.</summary>
internal sealed record LoopParts(
    IScreen Screen,
    PresenterQueue Presenter,
    WakeSource Wake,
    InboxReader Inbox,
    IUserInput Input,
    IntentQueue Intents,
    FlightCounters Counters,
    SnapshotWatch? Snapshot,
    TimeProvider Time)
{
    /// <summary>Where records of frames and intents go.</summary>
    public TelemetryHub Telemetry { get; init; } = new();

    /// <summary>Says once a second how pictures come; null for nobody.</summary>
    public StatsLine? Stats { get; init; }

    /// <summary>Adds up what other threads dropped; called a few times a second.</summary>
    public Action? CountDrops { get; init; }

    /// <summary>Where the presenter logs what it gives up.</summary>
    public DropLog Drops { get; init; } = new(1);
}
