using System;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Truth;

/// <summary>
/// Intents and the frames that answer them, in virtual time: each stage takes a random while, and one of them may be slow. What a
/// client would write down of it, with the clock that it would have, goes through the code that makes stages of real records.
/// </summary>
internal sealed class VirtualPipeline
{
    private const long Frequency = 1_000_000;

    // Medians of the stages on a machine without a GPU; milliseconds.
    private static readonly (Stage Stage, double Ms)[] s_usual =
    [
        (Stage.Queue, 1.5), (Stage.Send, 0), (Stage.Apply, 0.8), (Stage.Render, 5), (Stage.Encode, 6), (Stage.Serve, 0.3), (Stage.Network, 1),
        (Stage.Decode, 4), (Stage.Wait, 2), (Stage.Draw, 1.5), (Stage.Swap, 0.5), (Stage.Gpu, 1),
    ];

    private readonly Random _random;
    private readonly SimulatedClock _clock;
    private readonly ClockEstimator _estimator = new();
    private readonly double _upMs;
    private readonly double _downMs;

    public VirtualPipeline(int seed, double upMs, double downMs)
    {
        _random = new Random(seed);
        _clock = new SimulatedClock(-1.7e9 + (_random.NextDouble() * 10), (_random.NextDouble() * 400) - 200);
        (_upMs, _downMs) = (upMs, downMs);
    }

    /// <summary>The stage that is slow; null for none.</summary>
    public Stage? Slow { get; init; }

    /// <summary>By how much.</summary>
    public double SlowMs { get; init; }

    /// <summary>How often it is: 1 always.</summary>
    public double SlowChance { get; init; } = 1;

    /// <summary>The slowness is one of the wire, which questions for the time meet too.</summary>
    public bool SlowsClock { get; init; }

    /// <summary>So many intents, one after another.</summary>
    public StageBreakdown[] Run(int intents)
    {
        var breakdowns = new StageBreakdown[intents];
        double now = 100;
        for (int i = 0; i < intents; i++)
        {
            if (i % 20 == 0)
            {
                AskForTime(now);
            }

            breakdowns[i] = Intent(now);
            now += 0.1;
        }

        return breakdowns;
    }

    private StageBreakdown Intent(double input)
    {
        double sent = input + Take(Stage.Queue);
        double serverReceived = sent + (_upMs / 1000) + Take(Stage.Send);
        double renderStart = serverReceived + Take(Stage.Apply);
        double renderEnd = renderStart + Take(Stage.Render);
        double encodeEnd = renderEnd + Take(Stage.Encode);
        double send = encodeEnd + Take(Stage.Serve);
        double lastByte = send + (_downMs / 1000) + Take(Stage.Network);
        double decoded = lastByte + Take(Stage.Decode);
        double latched = decoded + Take(Stage.Wait);
        double drawn = latched + Take(Stage.Draw);
        double swapped = drawn + Take(Stage.Swap);
        double done = swapped + Take(Stage.Gpu);
        double stamp = _clock.Read(encodeEnd);
        var intent = new IntentRecord
        {
            Input = Ticks(input),
            Queued = Ticks(input),
            Dispatched = Ticks(sent),
            Sent = Ticks(sent),
            ServerReceived = _clock.Read(serverReceived),
            ServerApplied = _clock.Read(serverReceived),
            Fate = IntentFate.Answered,
        };
        var frame = new FrameRecord
        {
            HasView = true,
            ServerTimestamp = stamp,
            Server = new StageTimes(Micro(renderStart, stamp), Micro(renderEnd, stamp), Micro(renderEnd, stamp), Micro(encodeEnd, stamp), Micro(send, stamp)),
            FirstByte = Ticks(lastByte),
            LastByte = Ticks(lastByte),
            DecodeSubmit = Ticks(lastByte),
            DecodeDone = Ticks(decoded),
            Queued = Ticks(decoded),
            Latched = Ticks(latched),
            Drawn = Ticks(drawn),
            Swapped = Ticks(swapped),
            GpuDone = Ticks(done),
            Fate = FrameFate.Shown,
            Clock = Reading(),
        };
        return StageBreakdown.Of(intent, frame, Frequency);
    }

    private void AskForTime(double now)
    {
        bool upIsSlow = SlowsClock && Slow == Stage.Send, downIsSlow = SlowsClock && Slow == Stage.Network;
        double arrived = now + ((_upMs + (upIsSlow ? SlowMs : 0) + Noise(0.3)) / 1000);
        double received = arrived + 0.0002 + ((_downMs + (downIsSlow ? SlowMs : 0) + Noise(0.3)) / 1000);
        if (OffsetInterval.TryMake(now, _clock.Read(arrived), _clock.Read(arrived + 0.0002), received, out OffsetInterval exchange))
        {
            _estimator.Add(exchange);
        }
    }

    private ClockReading Reading()
    {
        OffsetInterval offset = _estimator.At(_estimator.NewestAt);
        return new ClockReading(true, offset.Middle, offset.Half, IsEstimated: false, 0)
        {
            At = offset.At,
            Drift = _estimator.Drift.Middle,
            DriftUncertainty = _estimator.Drift.Half,
        };
    }

    /// <summary>How long a stage takes this time, in seconds: half its median at least, rarely several times as much.</summary>
    private double Take(Stage stage)
    {
        double usual = 0;
        foreach ((Stage of, double ms) in s_usual)
        {
            usual = of == stage ? ms : usual;
        }

        bool isSlow = stage == Slow && _random.NextDouble() < SlowChance;
        return ((usual * 0.5) + Noise(usual * 0.7) + (isSlow ? SlowMs * (0.8 + (0.4 * _random.NextDouble())) : 0)) / 1000;
    }

    private double Noise(double meanMs) => -meanMs * Math.Log(1 - _random.NextDouble());

    private int Micro(double local, double stamp) => StageTimes.Relative(stamp, _clock.Read(local));

    private static long Ticks(double seconds) => (long)Math.Round(seconds * Frequency);
}
