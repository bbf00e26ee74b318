using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Data.Catalog;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Embryo;

namespace Fathom.VolumeServer.Commands;

/// <summary><c>fathom-server serve</c>: runs until a signal, the end of standard input (if asked), or a failure.</summary>
internal static class ServeCommand
{
    public static async Task<ExitCode> RunAsync(ParsedCommand parsed)
    {
        ServerOptions options = ServeOptions.From(parsed);
        var ended = new TaskCompletionSource<ExitCode>(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, ended, ExitCode.Interrupted);
        using PosixSignalRegistration terminate = OnSignal(PosixSignal.SIGTERM, ended, ExitCode.Ok);
        using SharedReading reading = ServedData.ReadingFor(parsed);
        options = options with { Reading = reading, Root = options.Root ?? ServedData.FolderOf(parsed.Positionals) };
        VolumeServerApp app = Open(parsed.Positionals, options with { OpenData = Opener(reading, options.Root), LookAtData = Looker(reading, options.Root) }, reading);
        await using (app.ConfigureAwait(false))
        {
            await app.StartAsync().ConfigureAwait(false);
            Console.Error.WriteLine(StartupLine.Of(typeof(ServeCommand).Assembly.GetName().Version!.ToString(3), options, app.Layout, reading.Scheduler.Workers, reading.Chunks.LimitBytes));
            Announce(app, options, parsed.Flag("json"));
            if (parsed.Flag("die-with-stdin"))
            {
                _ = Task.Run(() => WatchStandardInputAsync(ended));
            }

            Task first = await Task.WhenAny(ended.Task, app.Failed).ConfigureAwait(false);
            return first == app.Failed ? throw Failure(await app.Failed.ConfigureAwait(false)) : await ended.Task.ConfigureAwait(false);
        }
    }

    private static VolumeServerApp Open(IReadOnlyList<string> data, ServerOptions options, SharedReading reading)
    {
        if (data.Count == 0)
        {
            return new VolumeServerApp(options, new EmbryoVolume(options.Seed, options.GeneratedTimes), TimeProvider.System, Tell);
        }

        // What the command line names is the user's own choice; only what clients name is held below the root.
        VolumeSet set = ServedData.Open(data, path => DatasetCatalog.OpenAddress(path, new SourceOptions { Reading = reading, CacheBytes = reading.Chunks.LimitBytes }, Tell));
        foreach (string note in set.Notes)
        {
            Console.Error.WriteLine($"{ServerCommands.Program}: {note}");
        }

        return new VolumeServerApp(options, set, ServedData.PathOf(data), "ome-zarr", TimeProvider.System, Tell);
    }

    private static Func<string, VolumeSet> Opener(SharedReading reading, string? root) =>
        path => VolumeSources.Open(path, new SourceOptions { Reading = reading, CacheBytes = reading.Chunks.LimitBytes, ConfinedTo = root });

    private static Func<string, CancellationToken, VolumeSet> Looker(SharedReading reading, string? root) =>
        (path, cancel) => VolumeSources.Open(path, new SourceOptions { Reading = reading, CacheBytes = reading.Chunks.LimitBytes, ConfinedTo = root, OnlyDescribes = true }, cancel);

    private static PosixSignalRegistration OnSignal(PosixSignal signal, TaskCompletionSource<ExitCode> ended, ExitCode code) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // We end ourselves, in order; a second signal of the kind ends the process as usual.
            context.Cancel = ended.TrySetResult(code);
        });

    /// <summary>Standard input ends when the parent closes it or dies, however it dies.</summary>
    private static async Task WatchStandardInputAsync(TaskCompletionSource<ExitCode> ended)
    {
        using Stream input = Console.OpenStandardInput();
        byte[] scrap = new byte[64];
        while (await input.ReadAsync(scrap).ConfigureAwait(false) > 0)
        {
            // Nobody has anything to say here.
        }

        ended.TrySetResult(ExitCode.Ok);
    }

    private static void Announce(VolumeServerApp app, ServerOptions options, bool json)
    {
        if (json)
        {
            using Stream output = Console.OpenStandardOutput();
            using (var writer = new Utf8JsonWriter(output))
            {
                writer.WriteStartObject();
                writer.WriteString("event", "ready");
                writer.WriteString("state_url", app.StateUrl);
                writer.WriteString("pixel_url", app.PixelUrl);
                writer.WriteString("metrics_url", app.MetricsUrl);
                writer.WriteString("data", app.Info.Describe());
                writer.WriteEndObject();
            }

            output.WriteByte((byte)'\n');
            output.Flush();
            return;
        }

        string token = options.Token is null ? string.Empty : " --token-file FILE";
        Console.Out.WriteLine($"Serving {app.Info.Describe()} in {options.Video.Width}×{options.Video.Height} at {options.Video.FramesPerSecond} fps{(options.PlayAxis is null ? string.Empty : $", playing {options.PlayAxis}")}.");
        Console.Out.WriteLine($"  state {app.StateUrl}, pixels {app.PixelUrl}, figures {app.MetricsUrl}");
        string pixels = new Uri(app.PixelUrl).Port == new Uri(app.StateUrl).Port + 1 ? string.Empty : " --pixel-url " + app.PixelUrl;
        Console.Out.WriteLine($"  connect with: fathom connect {app.StateUrl}{pixels}{token}");
        Console.Out.WriteLine(options.Root is null
            ? "  Clients see this only; --root FOLDER lets them load what lies below a folder."
            : $"  Clients may load what lies below {Path.GetFullPath(options.Root)}.");
        Console.Out.WriteLine("  Ctrl-C ends it.");
    }

    private static FathomException Failure(Exception reason) => reason as FathomException ?? new FathomException(
        ExitCode.Bug, "The server stopped: one of its threads failed.", $"{reason.GetType().Name}: {reason.Message}", "This is a bug: please report it with the lines above.", reason);

    private static void Tell(string line) => Console.Error.WriteLine($"{ServerCommands.Program}: {line}");
}
