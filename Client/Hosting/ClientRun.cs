using System;
using System.IO;
using Fathom.Client.Commands;
using Fathom.Client.Decoding;
using Fathom.Client.Intents;
using Fathom.Client.Logging;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Processes;
using Fathom.Client.Recording;
using Fathom.Client.Scripts;
using Fathom.Client.Sessions;
using Fathom.Client.Telemetry;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Hosting;

/// <summary>One run of the client from the first window to the last word.</summary>
internal static class ClientRun
{
    private static readonly TimeSpan s_serverPatience = TimeSpan.FromSeconds(30);

    /// <summary>Falls back to no window where there is no display, and says so.</summary>
    public static ClientSettings WithoutDisplay(ClientSettings settings, CommandContext context)
    {
        if (settings.Headless || RenderWindows.HasDisplay)
        {
            return settings;
        }

        context.Error.WriteLine("fathom: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set); running without a window.");
        return settings with { Headless = true };
    }

    /// <summary>Opens everything, runs until something ends it, stops, and reports.</summary>
    /// <param name="settings">What to do.</param>
    /// <param name="server">A server that was started for this run and says where it listens; null for one that runs elsewhere.</param>
    /// <param name="context">The process around.</param>
    /// <param name="attachment">What acts beside the user; null for nothing.</param>
    public static ClientReport Run(ClientSettings settings, ChildServer? server, CommandContext context, IRunAttachment? attachment = null)
    {
        CheckPicturePath(settings.PicturePath);
        using ClientLog log = ClientLog.Open(settings.Log, context.Error, context.Time);

        // All that takes long is done before the connection is made: the first picture then finds everything warm.
        Action<string> say = line => context.Error.WriteLine("fathom: " + line);
        using TelemetryFile? telemetry = settings.TelemetryPath is { } lines
            ? TelemetryFile.Create(lines, server is null ? settings.StateUrl.Authority : "started for this run", context.Time, say)
            : null;
        DecoderLadder ladder = DecoderPlan.Make(settings.Decoder, PathCache.OfThisUser(), context.Time, say);
        using WindowScreen screen = WindowScreen.Open(settings, ladder.Surfaces);
        string ffmpeg = FFmpegWarmup.Run();
        if (server is not null)
        {
            ServerAddress address = server.WaitUntilReady(s_serverPatience, context.Interrupt);
            settings = settings with { FailFast = true };

            // Who has named a port already goes to the server by another way.
            settings = settings.StateUrl.Port == 0 ? settings with { StateUrl = address.State, PixelUrl = address.Pixel } : settings;
        }

        var recent = screen.IsHeadless ? null : new RecentServers(RecentServers.DefaultPath());
        if (settings.AskForServer && recent is not null)
        {
            if (ConnectScreen.Ask(screen.Window, settings, recent, context.Time, context.Interrupt) is not { } chosen)
            {
                return new ClientReport { ExitCode = ExitCode.Ok, ExitReason = ExitCause.Closed.Reason, Counters = new FlightCounters() };
            }

            settings = chosen;
        }

        ClientUi? ui = null;
        void Show(string line) => ui?.Main.Notices.Say(char.ToUpperInvariant(line[0]) + line[1..]);
        void Tell(string line)
        {
            say(line);
            Show(line);
        }

        using var recordings = new RunRecordings(settings, context.Time, say, Show);
        var pictures = new WindowPictures(screen, settings.StateUrl, context.Time, Tell);
        var sessions = new WindowSessions(settings, context.Time, Tell);
        ScriptRunner? script = null;
        RunOverlays? overlays = null;
        IUserInput MakeInput(InputParts parts)
        {
            overlays = new RunOverlays(settings, screen, parts, context.Time, screen.IsHeadless ? say : Show);
            pictures.Overlays = () => overlays.Reports;
            InputParts furnished = recordings.Furnish(parts) with
            {
                Overlays = overlays.Stack,
                SavePicture = () => pictures.Save(parts.State, parts.Intents.LastRevision),
                SaveSession = () => sessions.Save(parts with { Overlays = overlays.Stack }, ui),
            };
            ui = TryMakeUi(settings, screen, furnished, context);
            IUserInput input = ui ?? (IUserInput)new InputBindings(parts.Intents, parts.State, screen);
            input = settings.Session is { } saved ? new SessionRestorer(saved, furnished, input, Tell, context.Time) : input;
            input = settings.Script is { } steps ? script = new ScriptRunner(steps, furnished, input, ui?.Player, endsRun: screen.IsHeadless, context.Time) : input;
            input = attachment?.Attach(furnished, input, ui?.Player) ?? input;
            input = new OverlayInput(overlays.Stack, input) { Held = () => ui?.Main.Calibration.Held };
            return recordings.Around(input, parts, screen.IsHeadless);
        }

        using var host = new ClientHost(
            settings, screen, MakeInput, server, context.Time, context.Interrupt, say, ladder, recordings.Tap, recordings.Source, log);
        using ClientUi? disposed = ui;
        using RunOverlays? laid = overlays;
        if (telemetry is not null)
        {
            host.Telemetry.Add(telemetry);
        }

        screen.SurfaceRefused = host.RefuseDecoder;
        host.State.Live.Refresh.Rate = screen.Window.RefreshRate;
        host.Start();
        ExitCause cause = recordings.Guard(host.Run);
        string? picture = null;
        try
        {
            picture = IsPictureWanted(settings, cause) ? SavePicture(settings, screen, overlays!, host, context) : null;
        }
        catch (FathomException failed) when (cause.Error is null)
        {
            // What was measured is reported all the same: a disk is full in the end, not at the beginning.
            cause = cause with { Error = failed };
        }

        host.Stop();
        if (server is null && settings.Replay is null && host.State.FirstShownAt != 0)
        {
            recent?.Add(RecentServer.Of(settings.StateUrl, settings.PixelUrl));
        }

        if (cause.Error is { } error)
        {
            ErrorText.Write(context.Error, "fathom", error);
        }

        return recordings.Finish(host.Report(cause, screen.Gl, ffmpeg, screen.Path, picture) with
        {
            GpuMs = screen.GpuMs,
            GpuSource = screen.GpuSource,
            ContextLosses = screen.ContextLosses,
            View = new ViewReport(host.State, script?.Progress) { Overlays = overlays!.Reports },
        });
    }

    /// <summary>The interface of a window; without fonts the window shows the picture alone.</summary>
    private static ClientUi? TryMakeUi(ClientSettings settings, WindowScreen screen, InputParts parts, CommandContext context)
    {
        if (screen.IsHeadless)
        {
            return null;
        }

        try
        {
            var ui = new ClientUi(screen.Window, parts, settings.Ui with { Server = settings.StateUrl.Authority }, context.Time);
            screen.Overlay = ui;
            return ui;
        }
        catch (FathomException error)
        {
            parts.State.Log.Write(LogCategory.Ui, LogLevel.Warn, $"no panels: {error.Why}");
            context.Error.WriteLine($"fathom: no panels: {error.Why} {error.How}");
            return null;
        }
    }

    /// <summary>A snapshot that was not answered would be a picture of something else.</summary>
    private static bool IsPictureWanted(ClientSettings settings, ExitCause cause) => settings.Snapshot is null || cause == ExitCause.Snapshot;

    /// <summary>Nobody should find out at the end of a long run that its picture cannot be written.</summary>
    private static void CheckPicturePath(string? path)
    {
        if (path is null)
        {
            return;
        }

        if (Path.GetExtension(path) is { Length: > 0 } ending && !ending.Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write the picture to {path}.", $"Pictures are written as PNG, which is no {ending}.", "Give a name that ends in .png.");
        }

        try
        {
            bool existed = File.Exists(path);
            CreateFile(path, FileMode.OpenOrCreate).Dispose();
            if (!existed)
            {
                File.Delete(path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, error);
        }
    }

    private static FileStream CreateFile(string path, FileMode mode)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? full);
        return new FileStream(full, mode, FileAccess.Write);
    }

    private static FathomException Unwritable(string path, Exception error) => new(
        ExitCode.Usage, $"Cannot write the picture to {path}.", Directory.Exists(path) ? "It is a folder." : error.Message, "Choose another place with --output.", error);

    private static string? SavePicture(ClientSettings settings, WindowScreen screen, RunOverlays overlays, ClientHost host, CommandContext context)
    {
        LoopState state = host.State;
        if (settings.PicturePath is not { } path || (state.Shown.IsNull && state.Exact is null))
        {
            return null;
        }

        CapturedImage image = state.Exact is { } exact ? overlays.Over(exact) : Capture(screen, state);
        overlays.CheckSnapshot();
        try
        {
            using FileStream file = CreateFile(path, FileMode.Create);
            PngWriter.Write(file, image, PictureProvenance.Describe(state, settings.StateUrl, host.AskedRevision, context.Time.GetUtcNow(), overlays.Reports));
            context.Error.WriteLine($"fathom: the last picture is in {path}.");
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, error);
        }
    }

    private static CapturedImage Capture(WindowScreen screen, LoopState state)
    {
        state.Shown.Acquire(LeaseRole.Renderer);
        return screen.Capture(state.Shown);
    }
}
