using System;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Playback;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Ui;

/// <summary>What the panels show and act on; the host made and owns it.</summary>
/// <param name="State">The loop's state.</param>
/// <param name="Intents">What the user asks for.</param>
/// <param name="Player">What plays.</param>
/// <param name="Counters">What was counted.</param>
/// <param name="Server">The server's host and port.</param>
/// <param name="RetryNow">Ends the pause before the next attempt to connect.</param>
/// <param name="Time">The clock.</param>
internal sealed record UiParts(
    LoopState State, IntentQueue Intents, AxisPlayer Player, FlightCounters Counters, string Server, Action RetryNow, TimeProvider Time)
{
    /// <summary>The server's directories; null where there are none to show.</summary>
    public FilesModel? Files { get; init; }

    /// <summary>The data's values under the pointer; null where nobody asks for them.</summary>
    public ProbeModel? Probe { get; init; }

    /// <summary>How the values of layers are distributed; null where nobody asks for it.</summary>
    public StatsModel? Stats { get; init; }

    /// <summary>Asks to be the one who drives; null where nobody can be asked.</summary>
    public Action? Drive { get; init; }

    /// <summary>When pictures go to the screen.</summary>
    public PresenterPilot Pilot => field ??= new PresenterPilot(Player.Presenter);

    /// <summary>Timestamp of the last message of any kind on the state channel; 0 when nobody knows.</summary>
    public Func<long> LastHeard { get; init; } = static () => 0;

    /// <summary>Loads the dataset that the server shows once more.</summary>
    public Action Reload { get; init; } = static () => { };

    /// <summary>What lies over the picture; null where nothing can be drawn.</summary>
    public IOverlayStack? Overlays { get; init; }

    /// <summary>Wakes the main thread. Any thread.</summary>
    public Action Wake { get; init; } = static () => { };

    /// <summary>What is said for a moment.</summary>
    public UiNotices Notices { get; } = new();

    /// <summary>Sizes and units of the axes.</summary>
    public WorldAxes World { get; } = new();
}
