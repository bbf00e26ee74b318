using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Presentation;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Client;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Profiling;

/// <summary>A session whose stages are known, made through the same recorder as a real one.</summary>
internal sealed record SyntheticSession
{
    public const double ServerAhead = 0.250;

    private static readonly PropertyKey s_key = new("dims", "main", "index");

    public int Seed { get; init; } = 1;

    public int Intents { get; init; } = 300;

    public int Repeats { get; init; } = 2;

    public double ClockUncertainty { get; init; } = 0.0004;

    public bool HasView { get; init; } = true;

    /// <summary>Added to the stage of that name, in milliseconds.</summary>
    public (Stage Stage, double Ms) Slow { get; init; } = (Stage.Encode, 0);

    /// <summary>How much a busy second of this seed adds.</summary>
    public double Swing { get; init; } = 2;

    public string Scenario { get; init; } = "scrub";

    public ProfileSession Make()
    {
        var time = new FakeTime();
        var recorder = new SessionRecorder(time);
        var random = new Random(Seed);
        int perRepeat = Intents / Repeats;
        uint sequence = 0;
        long number = 0;
        for (int repeat = 0; repeat <= Repeats; repeat++)
        {
            recorder.BeginPhase(repeat, time.GetTimestamp());
            double busy = 0;
            for (int i = 0; i < (repeat == 0 ? 5 : perRepeat); i++)
            {
                busy = i % 30 == 0 ? random.NextDouble() * Swing : busy;
                time.Advance(1 / 30.0);
                Add(recorder, time, random, busy, ++number, ++sequence);
                if (i % 10 == 9)
                {
                    FrameRecord dropped = Frame(time, random, busy, ++sequence, out _, out _, out _);
                    dropped.Fate = i % 100 == 99 ? FrameFate.Late : FrameFate.Superseded;
                    dropped.Latched = dropped.Drawn = dropped.Swapped = dropped.GpuDone = 0;
                    recorder.OnFrame(dropped);
                }

                recorder.NoteClock(Reading(time), time.GetTimestamp());
            }

            time.Advance(0.001);
            recorder.EndPhase(time.GetTimestamp());
            recorder.Note(SessionEvent.Mark, time.GetTimestamp(), text: "between, <repetitions> & \"marks\"");
            time.Advance(0.5);
        }

        return recorder.Build(new SessionFacts
        {
            Scenario = Scenario,
            Seed = Seed,
            ExitReason = "finished",
            Configuration = [new("server", "ws://127.0.0.1:8081"), new("size", "1280×720, <b>bold</b> & \"quoted\"")],
        });
    }

    private void Add(SessionRecorder recorder, FakeTime time, Random random, double busy, long number, uint sequence)
    {
        FrameRecord frame = Frame(time, random, busy, sequence, out long input, out double sent, out double received);
        recorder.OnFrame(frame);
        recorder.OnIntent(
            new IntentRecord
            {
                Number = number,
                Key = s_key,
                Input = input,
                Queued = input + 50,
                Dispatched = Ticks(sent) - 20,
                Sent = Ticks(sent),
                Acked = frame.LastByte - 500,
                ServerReceived = HasView ? received : double.NaN,
                ServerApplied = HasView ? received + 0.0002 : double.NaN,
                ServerAnswered = double.NaN,
                Revision = number,
                Status = AckStatus.Accepted,
                AnsweredBySequence = sequence,
                Shown = frame.Shown,
                IsEstimated = !HasView,
                Fate = IntentFate.Answered,
            },
            frame);
    }

    /// <summary>A frame that is on the screen now; its stages lie before.</summary>
    private FrameRecord Frame(FakeTime time, Random random, double busy, uint sequence, out long input, out double sent, out double received)
    {
        double at = 0;
        double Next(Stage stage, double ms) => at += Stretch(random, stage, ms) / 1000;
        double queue = Next(Stage.Queue, 0.3), send = Next(Stage.Send, 0.6), apply = Next(Stage.Apply, 1);
        double render = Next(Stage.Render, 3 + busy), encode = Next(Stage.Encode, 4 + busy), serve = Next(Stage.Serve, 0.2), network = Next(Stage.Network, 0.8);
        double decode = Next(Stage.Decode, 2), wait = Next(Stage.Wait, 1.5), draw = Next(Stage.Draw, 0.5), swap = Next(Stage.Swap, 0.3), gpu = Next(Stage.Gpu, 0.4);
        double now = time.GetTimestamp() / 1e6, start = now - at;
        input = Ticks(start);
        sent = start + queue;
        received = start + send - ServerToLocal(time);
        double server = start + apply - ServerToLocal(time);
        double header = server + 0.005;
        return new FrameRecord
        {
            Sequence = sequence,
            Bytes = 9000 + random.Next(4000),
            IsKeyframe = sequence % 60 == 1,
            HasView = HasView,
            Revision = sequence,
            Quality = FrameQuality.Refined,
            ServerTimestamp = header,
            Server = new StageTimes(
                StageTimes.Relative(header, server),
                StageTimes.Relative(header, server + render - apply),
                StageTimes.Relative(header, server + render - apply),
                StageTimes.Relative(header, server + encode - apply),
                StageTimes.Relative(header, server + serve - apply)),
            FirstByte = Ticks(start + network - 0.0002),
            LastByte = Ticks(start + network),
            DecodeSubmit = Ticks(start + network + 0.0001),
            DecodeDone = Ticks(start + decode),
            Queued = Ticks(start + decode) + 20,
            Due = Ticks(start + wait) - 10,
            WakePosted = Ticks(start + decode) + 30,
            TickStart = Ticks(start + wait) - 40,
            Latched = Ticks(start + wait),
            Drawn = Ticks(start + draw),
            Swapped = Ticks(start + swap),
            GpuDone = Ticks(start + gpu),
            Fate = FrameFate.Shown,
            Clock = Reading(time),
        };
    }

    /// <summary>A little more or less, with now and then a slow one.</summary>
    private double Stretch(Random random, Stage stage, double ms)
    {
        double length = ms * (0.8 + (0.4 * random.NextDouble())) * (random.Next(40) == 0 ? 2 : 1);
        return length + (stage == Slow.Stage ? Slow.Ms * (0.9 + (0.2 * random.NextDouble())) : 0);
    }

    private ClockReading Reading(FakeTime time) => HasView
        ? new ClockReading(true, ServerToLocal(time), ClockUncertainty, false, 0.01) { At = time.GetTimestamp() / 1e6 }
        : new ClockReading(true, ServerToLocal(time), double.PositiveInfinity, true, 0.01) { At = time.GetTimestamp() / 1e6 };

    /// <summary>Added to a server time gives local seconds: the fake clock's calendar is its ticks and an epoch.</summary>
    private static double ServerToLocal(FakeTime time) =>
        (time.GetTimestamp() / 1e6) - ((time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds + ServerAhead);

    private static long Ticks(double seconds) => (long)Math.Round(seconds * 1e6);

    public static IEnumerable<double> Totals(ProfileSession session) => session.Intents.Where(intent => intent.IsMeasured).Select(intent => intent.Stages!.Total);
}
