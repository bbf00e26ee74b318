using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Presentation;
using Fathom.Client.Scripts;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Client;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Truth;

/// <summary>The whole client in this process, on a thread of its own, doing what a script says; and everything that it recorded.</summary>
internal sealed class TruthClient : ITelemetrySink
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private TimeSpan _decode;
    private TimeSpan _draw;

    public List<FrameRecord> Frames { get; } = [];

    public List<(IntentRecord Intent, FrameRecord Answer)> Answered { get; } = [];

    public List<ShownPicture> Pictures { get; } = [];

    public ClockHistory History { get; } = new();

    public ExitCause? Exit { get; private set; }

    public double Frequency { get; } = TimeProvider.System.TimestampFrequency;

    /// <summary>Runs a script to its end, with the pictures drawn by GL and read back, or on a screen that draws nothing.</summary>
    public static TruthClient Run(Uri state, Uri pixel, bool drawn, params string[] script) => new TruthClient().Run(state, pixel, drawn, script, s_patience);

    /// <summary>The same, with a decoder or a screen that takes longer than it need.</summary>
    public static TruthClient RunSlowed(Uri state, Uri pixel, TimeSpan decode, TimeSpan draw, params string[] script) =>
        new TruthClient { _decode = decode, _draw = draw }.Run(state, pixel, drawn: false, script, s_patience);

    private TruthClient Run(Uri state, Uri pixel, bool drawn, string[] script, TimeSpan patience)
    {
        TruthClient client = this;
        ExceptionDispatchInfo? failed = null;
        using var interrupt = new CancellationTokenSource(patience);
        var thread = new Thread(() =>
        {
            try
            {
                client.RunHere(state, pixel, drawn, script, interrupt.Token);
            }
            catch (Exception error)
            {
                failed = ExceptionDispatchInfo.Capture(error);
            }
        });
        thread.Start();
        thread.Join();
        failed?.Throw();
        Assert.Equal(ExitCode.Ok, client.Exit!.ExitCode);
        return client;
    }

    public void OnFrame(in FrameRecord frame) => Frames.Add(frame);

    public void OnIntent(in IntentRecord intent, in FrameRecord answer)
    {
        if (intent.Shown != 0)
        {
            Answered.Add((intent, answer));
        }
    }

    private void RunHere(Uri state, Uri pixel, bool drawn, string[] script, CancellationToken interrupt)
    {
        var settings = new ClientSettings
        {
            StateUrl = state,
            PixelUrl = pixel,
            Headless = true,
            Width = TruthServer.Width,
            Height = TruthServer.Height,
            Presenter = new PresenterOptions { Policy = PresenterPolicy.Latest },
            Clock = new ClockSampling(0.1, History),
        };
        using WindowScreen? screen = drawn ? OpenScreen(settings) : null;
        using var never = new ManualResetEvent(false);
        using var idle = new FakeScreen();
        idle.Refuses = _ => _draw > TimeSpan.Zero && never.WaitOne(_draw);
        MarkReader? marks = screen is null ? null : new MarkReader(screen);
        IUserInput Input(InputParts parts)
        {
            var runner = new ScriptRunner(ScriptFile.Parse(script, "truth"), parts, inner: null, player: null, endsRun: true, TimeProvider.System);
            return new Announcing(runner, marks);
        }

        var slowed = new DecoderCandidate(DecoderCandidates.Software, SurfaceKind.CpuPlanes, options => new SlowDecoder(FfmpegDecoder.Open(options), _decode));
        DecoderLadder? ladder = _decode > TimeSpan.Zero ? new DecoderLadder([slowed]) : null;
        using var host = new ClientHost(settings, screen is null ? idle : screen, Input, server: null, TimeProvider.System, interrupt, ladder: ladder);
        host.Telemetry.Add(this);
        if (screen is not null)
        {
            screen.Overlay = marks;
        }

        host.Start();
        Exit = host.Run();
        host.Stop();
        Pictures.AddRange(marks?.Shown ?? Enumerable.Empty<ShownPicture>());
    }

    private static WindowScreen OpenScreen(ClientSettings settings)
    {
        try
        {
            return WindowScreen.Open(settings, []);
        }
        catch (FathomException error) when (error.ExitCode == ExitCode.MissingLibrary)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }

    private sealed class Announcing(IUserInput inner, MarkReader? marks) : IUserInput
    {
        public void Read(long now) => inner.Read(now);

        public void OnShown(in FrameInfo info)
        {
            marks?.Announce(info);
            inner.OnShown(info);
        }

        public long? NextDue(long now) => inner.NextDue(now);
    }
}
