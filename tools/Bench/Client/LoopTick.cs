using System;
using System.Threading;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Bench.Client;

/// <summary>What does the main thread's tick cost beside drawing: with nothing to do, with a new picture, with the last one to be drawn again?</summary>
/// <remarks>The screen takes every picture and is done with it at once.</remarks>
[BenchmarkCategory(AllocationGate.Category)]
#pragma warning disable CA1001 // Close lets go of what Open took.
public class LoopTick
#pragma warning restore CA1001
{
    internal TelemetryHub Telemetry { get; } = new();

    private readonly LeaseLedger _ledger = new();
    private readonly NoBacking _backing = new();
    private readonly NoScreen _screen = new();
    private LoopState _state = new();
    private PresenterQueue? _presenter;
    private ClientStreamLoop? _loop;
    private uint _sequence;

    [GlobalSetup]
    public void Open()
    {
        TimeProvider time = TimeProvider.System;
        _state = new LoopState { TicksPerSecond = time.TimestampFrequency };
        var counters = new FlightCounters();
        var wake = new WakeSource(_screen.PostWake, time);
        var inbox = new ClientInbox(wake.Post);
        _presenter = new PresenterQueue(new PresenterOptions { Policy = PresenterPolicy.Latest }, counters.Drops);
        var frames = new FrameFactory(time);
        var streams = new NoStreams();
        var intents = new IntentQueue(streams, _state, frames, time);
        var rules = new ConnectionRules(new Uri("ws://127.0.0.1:1"), new Uri("ws://127.0.0.1:2"), false);
        var reader = new InboxReader(_state, inbox, streams, _presenter, intents, rules, frames, counters, time);
        _loop = new ClientStreamLoop(new LoopParts(_screen, _presenter, wake, reader, new NoInput(), intents, counters, null, time) { Telemetry = Telemetry }, _state, null, "localhost", CancellationToken.None);
        for (int i = 0; i < 100; i++)
        {
            Picture();
        }

        if (_screen.Shown != 100 || _ledger.Outstanding != 1)
        {
            throw new InvalidOperationException($"{_screen.Shown} of 100 pictures were shown, {_ledger.Outstanding} leases are out.");
        }
    }

    [GlobalCleanup]
    public void Close() => _state.DropShown();

    /// <summary>Nothing came.</summary>
    [Benchmark(Baseline = true)]
    public TimeSpan Idle() => _loop!.Tick();

    /// <summary>A picture was decoded.</summary>
    [Benchmark]
    public TimeSpan Picture()
    {
        double now = TimeProvider.System.GetTimestamp() / (double)TimeProvider.System.TimestampFrequency;
        var info = new FrameInfo { Sequence = ++_sequence, ServerTimestamp = now + 5000, Layout = PixelLayout.Yuv420P };
        _ledger.TryOpen(info, default, _backing, out FrameLease lease);
        lease.Acquire(LeaseRole.Presenter);
        lease.Release(LeaseRole.Decoder);
        _presenter!.Offer(lease, now, now);
        return _loop!.Tick();
    }

    /// <summary>The window wants its picture again.</summary>
    [Benchmark]
    public TimeSpan Redraw()
    {
        _state.NeedsRedraw = true;
        return _loop!.Tick();
    }

    private sealed class NoBacking : IFrameBacking
    {
        public void Free()
        {
        }
    }

    private sealed class NoInput : IUserInput
    {
        public void Read(long now)
        {
        }
    }

    private sealed class NoStreams : IStreamControl
    {
        public bool TryPost(Message message) => true;

        public void AimPixel(PixelTarget target)
        {
        }

        public void Configure(StreamConfiguration configuration)
        {
        }

        public void OnSession()
        {
        }
    }

    private sealed class NoScreen : IScreen
    {
        public bool IsHeadless => true;

        public bool CloseRequested => false;

        public int Pending => 0;

        public int Shown { get; private set; }

        public bool IsFree() => true;

        public bool Show(FrameLease lease)
        {
            Shown++;
            lease.Release(LeaseRole.Renderer);
            return true;
        }

        public void ShowPlaceholder()
        {
        }

        public void SetTitle(string title)
        {
        }

        public void WaitEvents(TimeSpan timeout)
        {
        }

        public void PostWake()
        {
        }

        public void Finish()
        {
        }
    }
}
