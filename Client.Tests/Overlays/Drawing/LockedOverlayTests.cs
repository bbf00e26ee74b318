using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Presentation;
using Fathom.Client.Scripts;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Decode;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Drawing;

/// <summary>A server, a client, a script that pans, zooms and scrubs; and every single picture that is drawn, read back: the overlay is where the data are, and of
/// the same time.</summary>
public sealed class LockedOverlayTests : IDisposable
{
    private const string Settled = """{"do":"wait","until":"settled"}""";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private static readonly string[] s_script =
    [
        Settled,
        """{"do":"scrub","axis":"t","from":0,"to":7,"ms":700}""",
        Settled,
        """{"do":"zoom","factor":0.8}""",
        """{"do":"scrub","axis":"t","from":7,"to":2,"ms":400}""",
        Settled,
        """{"do":"pan","dx":17,"dy":-9}""",
        """{"do":"dims","axis":"t","index":5}""",
        Settled,
        """{"do":"pan","dx":-31,"dy":4}""",
        """{"do":"scrub","axis":"t","from":5,"to":1,"ms":300}""",
        Settled,
        """{"do":"zoom","factor":1.2,"x":90,"y":70}""",
        """{"do":"dims","axis":"t","index":6}""",
        Settled,
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly List<Seen> _seen = [];

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Every_picture_that_is_drawn_has_the_overlay_in_its_own_place_and_time()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        string video = MarkedScene.MakeVideo(_folder);
        await using var server = new VolumeServerApp(TestServer.Options with { Video = TestServer.Options.Video with { BurnMarks = false } }, new MarkedScene(), TimeProvider.System);
        await server.StartAsync();
        RunOnOneThread(() => Run(new Uri(server.StateUrl), new Uri(server.PixelUrl), video));

        Assert.True(_seen.Count >= 6, $"{_seen.Count} pictures");
        Assert.True(_seen.Select(static seen => seen.Step).Distinct().Count() >= 4);
        Assert.True(_seen.Select(static seen => seen.Map.Xx).Distinct().Count() >= 3);
        foreach (Seen seen in _seen)
        {
            Assert.Equal((seen.Step, seen.Step), (seen.Frame, MarkedScene.NumberIn(seen.Image, seen.Map)));
            ((double X, double Y) picture, (double X, double Y) overlay) = MarkedScene.Centres(seen.Image);
            Assert.True(double.Hypot(picture.X - overlay.X, picture.Y - overlay.Y) <= 0.5, $"picture {picture}, overlay {overlay}, {seen.Map}");
        }
    }

    private static void RunOnOneThread(Action work)
    {
        ExceptionDispatchInfo? failed = null;
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception error)
            {
                failed = ExceptionDispatchInfo.Capture(error);
            }
        });
        thread.Start();
        thread.Join();
        failed?.Throw();
    }

    private void Run(Uri state, Uri pixel, string video)
    {
        var settings = new ClientSettings
        {
            StateUrl = state,
            PixelUrl = pixel,
            Headless = true,
            Width = TestServer.Width,
            Height = TestServer.Height,
            Presenter = new PresenterOptions { Policy = PresenterPolicy.Latest },
        };
        using WindowScreen screen = Open(settings);
        using var interrupt = new CancellationTokenSource(s_patience);
        OverlayStack? stack = null;
        IUserInput Input(InputParts parts)
        {
            // With every frame kept from the beginning, none has a reason to be late.
            var tools = new OverlayTools(screen.Window, () => screen.Area, TimeProvider.System) { Start = desk => new OverlayWorker(desk, OpenWhole, parts.Wake) };
            stack = new OverlayStack(tools, screen.Layers, parts.State, parts.Intents, static _ => { });
            OverlayItem item = stack.Add(new VideoOverlaySpec { Id = "cam", Path = video, Alpha = 0.5 });
            screen.Overlay = new Reader(screen, parts.State, item, _seen);
            var runner = new ScriptRunner(ScriptFile.Parse(s_script, "locked"), parts with { Overlays = stack }, inner: null, player: null, endsRun: true, TimeProvider.System);
            return new OverlayInput(stack, runner);
        }

        using var host = new ClientHost(settings, screen, Input, server: null, TimeProvider.System, interrupt.Token);
        host.Start();
        ExitCause exit = host.Run();
        host.Stop();
        stack!.Dispose();
        Assert.Equal(ExitCode.Ok, exit.ExitCode);
    }

    private static OverlayVideoReader OpenWhole(VideoOverlaySpec spec, VideoReaderOptions options)
    {
        OverlayVideoReader reader = OverlayVideoReader.Open(spec.Path, options);
        for (int frame = 0; frame < reader.FrameCount; frame++)
        {
            reader.Read(frame).Dispose();
        }

        return reader;
    }

    private static WindowScreen Open(ClientSettings settings)
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

    private readonly record struct Seen(int Step, int Frame, Affine2 Map, CapturedImage Image);

    /// <summary>Drawn on top of all, it reads back what lies below.</summary>
    private sealed class Reader(WindowScreen screen, LoopState state, OverlayItem item, List<Seen> seen) : IFrameOverlay
    {
        public DrawOptions Options => DrawOptions.Default;

        public void Draw(ViewTransform view)
        {
            if (state.Drawn.IsNull || (seen.Count == 0 && item.Phase != OverlayPhase.Ready))
            {
                return;
            }

            ref readonly FrameInfo info = ref state.Drawn.Info;
            Assert.True(Affine2.TryFrom(info.View.WorldToPixel, out Affine2 map));
            seen.Add(new Seen(info.View.Step[0], item.ShownFrame, map, screen.CaptureDrawn()));
        }
    }
}
