using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Presentation;
using Fathom.Decode;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Tests.Client;

/// <summary>A loop in virtual time with a fake screen, no sockets and no decoder.</summary>
internal sealed class LoopFixture : IStreamControl, IUserInput, IDisposable
{
    private readonly CancellationTokenSource _interrupt = new();

    public LoopFixture(PresenterPolicy policy = PresenterPolicy.Latest, TimeSpan? duration = null, bool failFast = true)
    {
        State = new LoopState { TicksPerSecond = Time.TimestampFrequency };
        Wake = new WakeSource(Screen.PostWake, Time);
        Inbox = new ClientInbox(Wake.Post);
        Presenter = new PresenterQueue(new PresenterOptions { Policy = policy, DropLog = Drops, Frequency = Time.TimestampFrequency }, Counters.Drops);
        var frames = new FrameFactory(Time);
        Intents = new IntentQueue(this, State, frames, Time);
        var rules = new ConnectionRules(new Uri("ws://h:1"), new Uri("ws://h:2"), failFast);
        Reader = new InboxReader(State, Inbox, this, Presenter, Intents, rules, frames, Counters, Time, Said.Add);
        var parts = new LoopParts(Screen, Presenter, Wake, Reader, this, Intents, Counters, null, Time) { Telemetry = Telemetry, Drops = Drops };
        Loop = new ClientStreamLoop(parts, State, duration, "h:1", _interrupt.Token);
    }

    public FakeTime Time { get; } = new();

    public FakeScreen Screen { get; } = new();

    public TelemetryHub Telemetry { get; } = new();

    public DropLog Drops { get; } = new();

    public LoopState State { get; }

    public WakeSource Wake { get; }

    public InboxReader Reader { get; }

    public ClientInbox Inbox { get; }

    public PresenterQueue Presenter { get; }

    public IntentQueue Intents { get; }

    public FlightCounters Counters { get; } = new();

    public ClientStreamLoop Loop { get; }

    public TestLeases Leases { get; } = new();

    public List<Message> Posted { get; } = [];

    public List<string> Said { get; } = [];

    public PixelTarget? Target { get; private set; }

    public bool RoomInOutbox { get; set; } = true;

    public Action? Input { get; set; }

    public void Offer(uint sequence)
    {
        double now = Time.GetTimestamp() / 1e6;
        Presenter.Offer(Leases.Make(sequence, now + 5000), now, now);
    }

    public void Receive(Message message) => Inbox.Post(new MessageReceived(message, Time.GetTimestamp()));

    public void BeginSession(params string[] features)
    {
        var answers = ImmutableArray.CreateBuilder<KeyValuePair<string, FeatureToggle>>();
        answers.Add(new("call.command", new FeatureToggle(true, 1, false, [CommandNames.RequestKeyframe])));
        foreach (string feature in features)
        {
            answers.Add(new(feature, new FeatureToggle(true, 1)));
        }

        Receive(new SessionWelcome(new Envelope { Session = "s", FrameId = "w", Timestamp = 1 }, new SessionInfo("s", 15, 250), answers.ToImmutable()));
    }

    public void TellDims(params int[] step) => TellDims(intent: null, step);

    public void TellDims(string? intent, params int[] step) => Receive(new NotifyDims(
        new Envelope { Session = "s", FrameId = "d", IntentId = intent, Timestamp = 1 }, [.. step], [], 0, [[10, 20, 30, 40]], NotifyDims.PlaneMode, 2)
    {
        AxisLabels = ["t", "z", "y", "x"],
    });

    public void Interrupt() => _interrupt.Cancel();

    public bool TryPost(Message message)
    {
        if (RoomInOutbox)
        {
            Posted.Add(message);
        }

        return RoomInOutbox;
    }

    public void AimPixel(PixelTarget target) => Target = target;

    public void Configure(StreamConfiguration configuration)
    {
    }

    public void OnSession()
    {
    }

    public void Read(long now) => Input?.Invoke();

    public void Dispose()
    {
        State.DropShown();
        Presenter.Clear(DropReason.Stopped);
        Screen.Finish();
        Screen.Dispose();
        _interrupt.Dispose();
    }
}
