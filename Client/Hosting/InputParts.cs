using System;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Presentation;
using Fathom.Client.Recording;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Hosting;

/// <summary>What input and interface work with; the host made and owns it.</summary>
/// <param name="Intents">What the user asks for.</param>
/// <param name="State">What the loop knows.</param>
/// <param name="Presenter">What is about to be shown.</param>
/// <param name="Counters">What was counted.</param>
/// <param name="Commands">The server's commands.</param>
/// <param name="Frames">Makes the messages of this viewer.</param>
/// <param name="Post">Queues a message to the server; false when there is no room.</param>
/// <param name="Wake">Wakes the main thread. Any thread.</param>
/// <param name="RetryNow">Ends the pauses before the next attempts to connect.</param>
internal sealed record InputParts(
    IntentQueue Intents, LoopState State, PresenterQueue Presenter, FlightCounters Counters, CommandLane Commands, FrameFactory Frames, Func<Message, bool> Post, Action Wake, Action RetryNow)
{
    /// <summary>Where records of frames and intents go.</summary>
    public TelemetryHub Telemetry { get; init; } = new();

    /// <summary>Timestamp of the last message of any kind on the state channel; 0 when nobody knows.</summary>
    public Func<long> LastHeard { get; init; } = static () => 0;

    /// <summary>Requests for key frames, under the rules that spare the encoder; null where there are none.</summary>
    public KeyframeCalls? Keyframes { get; init; }

    /// <summary>Breaks both connections as if the network did.</summary>
    public Action DropConnections { get; init; } = static () => { };

    /// <summary>The replay that feeds this run; null for a server.</summary>
    public ReplayControl? Replay { get; init; }

    /// <summary>Writes what the flight recorder remembers to a file.</summary>
    public Action DumpFlight { get; init; } = static () => { };

    /// <summary>Saves what is looked at, to come back to it.</summary>
    public Action SaveSession { get; init; } = static () => { };

    /// <summary>Saves what is on screen.</summary>
    public Action SavePicture { get; init; } = static () => { };

    /// <summary>What lies over the picture; null where nothing can be drawn.</summary>
    public IOverlayStack? Overlays { get; init; }
}
