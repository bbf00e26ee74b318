using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Commands;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Presentation;
using Fathom.Client.Recording;
using Fathom.Client.Tests.EndToEnd;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Decode;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Recording;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Recording;

/// <summary>A whole client on a real server is recorded, and the recording shown by a whole client again.</summary>
public sealed class RecordReplayTests : IDisposable
{
    private const string Token = "a-token-that-must-not-be-found";

    private readonly TemporaryFolder _folder = new();

    private string Flights => Path.Combine(_folder.Path, "flights");

    private string FilePath => Path.Combine(_folder.Path, "session.fathom");

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task The_last_picture_of_a_replay_is_the_last_that_was_seen_byte_for_byte()
    {
        CapturedImage live = await RecordAsync();
        string picture = Path.Combine(_folder.Path, "replayed.png");

        (JsonElement report, _) = Replay("-o", picture);

        AssertSame(live, picture);
        AssertDecided();
        Assert.Equal("replayed", report.GetProperty("exit_reason").GetString());
        Assert.Equal("complete", report.GetProperty("replay").GetProperty("end").GetString());
        Assert.Equal(0, report.GetProperty("leases_out").GetInt32());
        AssertAccounted(report);
    }

    [SkippableFact]
    public async Task A_recording_says_what_happened_and_holds_no_token()
    {
        await RecordAsync();

        using RecordedFile file = RecordedFile.Open(FilePath);

        Assert.Equal(RecordingEnd.Complete, file.End);
        Assert.True(file.Frames >= 3, $"{file.Frames} frames");
        Assert.Equal(RecordKind.Note, file.Entries[0].Kind);
        Assert.Contains("state_url", file.ReadText(file.Entries[0]), StringComparison.Ordinal);
        Assert.Contains(file.Entries, entry => entry.Kind == RecordKind.StateSent && file.ReadText(entry).Contains("state.update", StringComparison.Ordinal));
        Assert.DoesNotContain(Token, Encoding.Latin1.GetString(File.ReadAllBytes(FilePath)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_torn_file_is_played_up_to_the_tear_and_that_is_said()
    {
        await RecordAsync();
        using (FileStream file = File.OpenWrite(FilePath))
        {
            file.SetLength(file.Length - 7);
        }

        (JsonElement report, string said) = Replay();

        Assert.Equal("torn", report.GetProperty("replay").GetProperty("end").GetString());
        Assert.Contains("is torn", said, StringComparison.Ordinal);
        Assert.True(report.GetProperty("frames_presented").GetInt64() > 0);
        AssertAccounted(report);
    }

    [SkippableFact]
    public async Task A_replay_can_begin_later_and_goes_through_the_key_frame_before()
    {
        await RecordAsync();

        (JsonElement report, _) = Replay("--from", "0.4");

        Assert.Equal("replayed", report.GetProperty("exit_reason").GetString());
        Assert.True(report.GetProperty("frames_presented").GetInt64() > 0);
    }

    [SkippableFact]
    public async Task What_the_flight_recorder_dumps_is_replayed_to_the_same_last_picture()
    {
        CapturedImage live = await RecordAsync();
        string picture = Path.Combine(_folder.Path, "flown.png");
        string dump = Assert.Single(new FlightFolder(Flights).List());
        Assert.DoesNotContain(Token, Encoding.Latin1.GetString(File.ReadAllBytes(dump)), StringComparison.Ordinal);

        File.Copy(dump, FilePath, overwrite: true);
        Replay("-o", picture);

        AssertSame(live, picture);
        using JsonDocument decisions = JsonDocument.Parse(File.ReadAllText(FlightFolder.DecisionsOf(dump)));
        Assert.True(decisions.RootElement.GetProperty("frames").GetArrayLength() > 0);
    }

    private static void AssertSame(CapturedImage live, string picture)
    {
        TestPng png = TestPng.Read(picture);
        Assert.Equal((live.Width, live.Height), (png.Width, png.Height));
        Assert.Equal(
            Enumerable.Range(0, live.Width * live.Height).Select(i => ((int)live.Rgba[i * 4], (int)live.Rgba[(i * 4) + 1], (int)live.Rgba[(i * 4) + 2])),
            Enumerable.Range(0, live.Width * live.Height).Select(i => png.Pixel(i % live.Width, i / live.Width)));
    }

    /// <summary>Drags z through the demo volume until its last picture stands there exactly, all of it recorded.</summary>
    private async Task<CapturedImage> RecordAsync()
    {
        Skip.IfNot(LosslessStill.IsAvailable, "libzstd is not installed: there would be no exact picture to wait for.");
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Token = Token });
        var settings = new ClientSettings
        {
            StateUrl = new Uri(server.StateUrl),
            PixelUrl = new Uri(server.PixelUrl),
            Token = Token,
            Headless = true,
            Width = TestServer.Width,
            Height = TestServer.Height,
            Recording = new RecordingSettings(FilePath),
            Flight = new FlightSettings(TimeSpan.FromSeconds(60)) { Folder = Flights },
        };
        using var recordings = new RunRecordings(settings, TimeProvider.System, static _ => { }, static _ => { });
        CapturedImage picture = Run(settings, recordings);
        await recordings.LastDump;
        return picture;
    }

    /// <summary>Without a pause: a GL context belongs to the thread that made it, and what follows an await may run on another.</summary>
    private static CapturedImage Run(ClientSettings settings, RunRecordings recordings)
    {
        using WindowScreen screen = Open(settings);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var host = new ClientHost(
            settings, screen, parts => recordings.Around(new Drag(recordings.Furnish(parts)), parts, isHeadless: true), null, TimeProvider.System, stop.Token, tap: recordings.Tap);
        host.Start();
        ExitCause cause = host.Run();
        Assert.Equal(ExitCause.Finished, cause);
        host.State.Shown.Acquire(LeaseRole.Renderer);
        CapturedImage picture = screen.Capture(host.State.Shown);
        host.Stop();
        recordings.Finish(host.Report(cause, string.Empty, string.Empty, string.Empty, null));
        return picture;
    }

    private (JsonElement Report, string Said) Replay(params string[] more)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var context = new CommandContext(output, error, ConfigurationSources.None, TimeProvider.System, CancellationToken.None);
        string size = $"{TestServer.Width}x{TestServer.Height}";
        ExitCode code = new CommandTable().Run(["replay", FilePath, "--headless", "--json", "--decoder", "software", "--size", size, .. more], context);
        Assert.True(code == ExitCode.Ok, error.ToString());
        using JsonDocument report = JsonDocument.Parse(output.ToArray());
        return (report.RootElement.Clone(), error.ToString());
    }

    /// <summary>Under the virtual clock, too, each frame that came in live is shown or dropped, once.</summary>
    private void AssertDecided()
    {
        using RecordedFile file = RecordedFile.Open(FilePath);
        using var log = new DecisionLog(null);
        using var replay = new VirtualReplay(file, new PresenterOptions(), log, hashPictures: false);
        replay.Run(TimeSpan.Zero, TimeSpan.MaxValue);
        Assert.Equal(file.Frames, log.ReceivedFrames);
        Assert.True(log.IsAccounted, $"{log.ReceivedFrames} = {log.ShownFrames} + {log.Drops.Total}");
    }

    /// <summary>Stills are shown beside the stream and count in nothing else.</summary>
    private void AssertAccounted(JsonElement report)
    {
        using RecordedFile file = RecordedFile.Open(FilePath);
        long drops = report.GetProperty("drops").EnumerateObject().Sum(static reason => reason.Value.GetInt64());
        Assert.Equal(file.Frames, report.GetProperty("frames_received").GetInt64());
        Assert.Equal(file.Frames, report.GetProperty("frames_presented").GetInt64() + drops);
    }

    private static WindowScreen Open(ClientSettings settings)
    {
        try
        {
            return WindowScreen.Open(settings, []);
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }

    /// <summary>A user who moves the chosen axis with every picture, then waits for the exact one.</summary>
    private sealed class Drag(InputParts parts) : IUserInput
    {
        private const int Moves = 8;
        private int _moves;

        public void Read(long now)
        {
            if (_moves == Moves && parts.State.ShownQuality == FrameQuality.Lossless && !parts.Intents.IsBusy
                && parts.State.Drawn.Info.View.Revision >= parts.Intents.LastRevision)
            {
                parts.DumpFlight();
                parts.State.Exit ??= ExitCause.Finished;
            }
        }

        public void OnShown(in FrameInfo info)
        {
            if (_moves < Moves && parts.Intents.StepPrimary(1))
            {
                _moves++;
            }
        }
    }
}
