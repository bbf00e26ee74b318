using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using Fathom.Client.Hosting;
using Fathom.Client.Playback;
using Fathom.Client.Processes;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>Starts the reference server with a generated volume and shows it.</summary>
internal sealed class DemoCommand : ICommand
{
    private const string Fps = "fps";
    private const string Played = "t";
    private const string DefaultPicture = "artifacts/demo/frame.png";

    private static readonly TimeSpan s_headlessDuration = TimeSpan.FromSeconds(10);
    private static readonly Uri s_unknown = new("ws://127.0.0.1:0");

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "demo",
        "Show a generated volume: starts a server and connects to it.",
        [
            new(Fps, OptionKind.Number, "Pictures per second; by default what a test of this machine finds.") { ValueName = "N", Minimum = 1, Maximum = 240, CommandLineOnly = true },
            .. ClientOptions.ViewingBut(ForDemo),
        ])
    {
        Examples =
        [
            ("fathom demo", "a window with the volume; without a display, ten seconds into artifacts/demo/frame.png"),
            ("fathom demo --headless --seconds 5 --json", "five seconds without a window, and a report"),
            ("fathom demo --headless --seconds 3 -o picture.png", "write the last picture elsewhere"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        ClientSettings settings = ClientOptions.Viewed(parsed, new ClientSettings { StateUrl = s_unknown, PixelUrl = s_unknown });
        CheckVideoSize(settings);
        settings = ClientRun.WithoutDisplay(settings, context);
        if (settings.Headless)
        {
            settings = settings with
            {
                Duration = settings.Duration ?? (parsed.IsSet(ClientOptions.Seconds) || settings.Script is not null ? null : s_headlessDuration),
                PicturePath = settings.PicturePath ?? DefaultPicture,
            };
        }

        List<string> arguments = ServerArguments(parsed, settings, context, out settings, out double fps);

        // A window plays the axis itself, so that its user can stop it; without one the server does. What a script shows is the script's business.
        PlayAtStart? play = settings.Headless || settings.Script is not null || settings.Ui.Calibrates ? null : new PlayAtStart(Played, fps);
        if (settings.Headless && settings.Script is null)
        {
            arguments.AddRange(["--play", Played]);
        }

        using ChildServer server = ChildServer.Start(ServerProgram(), arguments, context.Error.WriteLine);
        ClientReport report = ClientRun.Run(settings, server, context, play);
        if (parsed.Flag(ClientOptions.Json))
        {
            report.Write(context.Output, "fathom.demo/1");
        }
        else if (settings.Headless)
        {
            context.Error.WriteLine($"fathom: {report.ForPeople()}");
        }

        return report.ExitCode;
    }

    /// <summary>Here the size is the video's too; the server would refuse others after it was started.</summary>
    public static void CheckVideoSize(ClientSettings settings)
    {
        if (settings.Width % 2 != 0 || settings.Height % 2 != 0 || settings.Width is < 160 or > 4096 || settings.Height is < 120 or > 4096)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"'{settings.Width}x{settings.Height}' cannot be the value of --{ClientOptions.Size}.",
                "A video's sizes are even, from 160x120 to 4096x4096.",
                "Write for example --size 1280x720.");
        }
    }

    private static OptionDefinition ForDemo(OptionDefinition option) => option.Name == ClientOptions.Size
        ? option with { Help = "Size of the video and of the window; by default what a test of this machine finds.", Default = null }
        : option;

    private static List<string> ServerArguments(ParsedCommand parsed, ClientSettings given, CommandContext context, out ClientSettings settings, out double fps)
    {
        settings = given;
        fps = parsed.IsSet(Fps) ? parsed.Number(Fps) : 0;
        if (fps == 0 || !parsed.IsSet(ClientOptions.Size))
        {
            SelfTest test = SelfTest.Run(ServerProgram(), context.Interrupt);
            fps = fps == 0 ? test.FramesPerSecond : fps;
            if (!parsed.IsSet(ClientOptions.Size))
            {
                settings = given with { Width = test.Width, Height = test.Height };
            }

            context.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"fathom: {settings.Width}x{settings.Height} at {fps:0.#} pictures a second. {test.Reason}"));
        }

        return
        [
            "serve", "--json", "--port", "0", "--pixel-port", "0", "--die-with-stdin",
            "--width", settings.Width.ToString(CultureInfo.InvariantCulture),
            "--height", settings.Height.ToString(CultureInfo.InvariantCulture),
            "--max-width", settings.Width.ToString(CultureInfo.InvariantCulture),
            "--max-height", settings.Height.ToString(CultureInfo.InvariantCulture),
            "--fps", Math.Round(fps).ToString(CultureInfo.InvariantCulture),
        ];
    }

    /// <summary>How to start the server, without what the user set for servers of his own.</summary>
    public static ProcessStartInfo ServerProgram()
    {
        ProcessStartInfo program = SiblingExecutable.Find("fathom-server");
        foreach (string name in new List<string>(program.Environment.Keys))
        {
            // What the user set for servers of his own (a token, a port, another host) is not meant for this one.
            if (name.StartsWith("FATHOM_", StringComparison.Ordinal) && name != "FATHOM_LIBRARY_PATH")
            {
                program.Environment.Remove(name);
            }
        }

        return program;
    }
}
