using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Logging;
using Fathom.Client.Presentation;
using Fathom.Client.Recording;
using Fathom.Client.Scripts;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>The rows of the option table that the client's commands share, and what they mean.</summary>
internal static class ClientOptions
{
    /// <summary>The flag that prints every setting and where it comes from.</summary>
    public const string PrintConfig = "print-config";

    /// <summary>The option that names the written picture.</summary>
    public const string Output = "output";

    /// <summary>The option that limits the run.</summary>
    public const string Seconds = "seconds";

    /// <summary>The flag that asks for a report on standard output.</summary>
    public const string Json = "json";

    /// <summary>The flag that asks for no window.</summary>
    public const string Headless = "headless";

    /// <summary>The option for the size of window or picture.</summary>
    public const string Size = "size";

    /// <summary>The flag that hides the panels of a window at first.</summary>
    public const string NoPanels = "no-panels";

    /// <summary>The flag that leaves the server's picture at its size.</summary>
    public const string KeepSize = "keep-size";

    /// <summary>The option for the colours of the panels.</summary>
    public const string Theme = "theme";

    /// <summary>The option that names the file of a recording.</summary>
    public const string Record = "record";

    /// <summary>The option that says how far back the flight recorder looks.</summary>
    public const string FlightRecorder = "flight-recorder";

    /// <summary>The option that bounds it.</summary>
    public const string MaxMib = "max-mib";

    /// <summary>The option for the size of the panels.</summary>
    public const string UiScale = "ui-scale";

    /// <summary>The option that names the file of all times.</summary>
    public const string TelemetryLog = "telemetry";

    /// <summary>The flag that asks for figures every second.</summary>
    public const string Stats = "stats";

    /// <summary>The option that names a script.</summary>
    public const string Script = "script";

    /// <summary>The option that names a saved session.</summary>
    public const string Session = "session";

    /// <summary>The options for the log.</summary>
    public const string Log = "log", LogFile = "log-file";

    /// <summary>The option for the file with the server's token.</summary>
    public const string TokenFile = "token-file";

    private const string DefaultSize = "1280x720";
    /// <summary>The option for the pixel channel.</summary>
    public const string PixelUrl = "pixel-url";
    private const string Token = "token";
    /// <summary>The option for when frames go to the screen.</summary>
    public const string Presenter = "presenter";
    private const string Decoder = "decoder";
    private const string LatencyMs = "latency-ms";
    private const string Calibrate = "calibrate";
    private const string MaxMessageMib = "max-message-mib";

    /// <summary>Rows for every command that shows a stream.</summary>
    public static IReadOnlyList<OptionDefinition> Viewing { get; } =
    [
        new(Headless, OptionKind.Flag, "Draw into memory instead of a window."),
        new(Seconds, OptionKind.Number, "End after this time; 0 means never.") { ValueName = "N", Minimum = 0, Maximum = 1e6 },
        new(Output, OptionKind.Text, "Write the last picture to this PNG file.") { Short = 'o', ValueName = "FILE.png", CommandLineOnly = true },
        new(Json, OptionKind.Flag, "Print a report as one JSON object at the end.") { CommandLineOnly = true },
        new(Size, OptionKind.Text, "Size of the window, or of the picture without one.") { ValueName = "WxH", Default = DefaultSize },
        new(Presenter, OptionKind.Text, "When frames go to the screen: as they come, after a fixed latency, or after one that follows the jitter.")
        {
            Default = "adaptive",
            Choices = ["latest", "fixed", "adaptive"],
        },
        new(LatencyMs, OptionKind.Number, "The latency of the fixed presenter, the most that the adaptive one waits.")
        {
            ValueName = "MS",
            Default = "100",
            Minimum = 0,
            Maximum = 1000,
            PredecessorVariable = "NAPARI_CUDA_CLIENT_VT_LATENCY_MS",
        },
        new(Decoder, OptionKind.Text, "How pictures are decoded: the fastest way that works here, on the CPU, by VAAPI (Intel, AMD), or by NVDEC (NVIDIA). What fails is replaced.")
        {
            Default = "auto",
            Choices = ["auto", "software", "vaapi", "nvdec"],
        },
        new(MaxMessageMib, OptionKind.Integer, "The largest message that is received.") { ValueName = "MIB", Default = "64", Minimum = 1, Maximum = 128 },
        new(NoPanels, OptionKind.Flag, "Begin with the picture alone; the key H shows the panels."),
        new(KeepSize, OptionKind.Flag, "Leave the server's picture at its size; else it follows the window's."),
        new(Theme, OptionKind.Text, "The colours of the panels.") { Default = "dark", Choices = ["dark", "light"] },
        new(UiScale, OptionKind.Number, "Pixels a point of the panels; 0 asks the monitor.") { ValueName = "N", Default = "0", Minimum = 0, Maximum = 8 },
        new(Script, OptionKind.Text, "Do what this file says, one JSON object a line; - reads standard input. Without a window the run ends with it.") { ValueName = "FILE", CommandLineOnly = true },
        new(TelemetryLog, OptionKind.Text, "Write every frame and every intent with all its times to this file, .jsonl or .csv.") { ValueName = "FILE", CommandLineOnly = true },
        new(Stats, OptionKind.Flag, "Say once a second on standard error where the time from an intent to its picture goes."),
        new(Record, OptionKind.Text, "Also record what goes over the wire to this file; fathom replay shows it.") { ValueName = "FILE.fathom", CommandLineOnly = true },
        new(MaxMib, OptionKind.Integer, "A recording ends before it is larger than this; the viewing goes on.")
        {
            ValueName = "MIB",
            Default = RecordingSettings.DefaultMaxMib.ToString(CultureInfo.InvariantCulture),
            Minimum = 1,
            Maximum = 1 << 20,
        },
        new(FlightRecorder, OptionKind.Text, "Remember the last seconds of the stream, to be written on Alt+D, on a stall and on a crash; off for none.")
        {
            ValueName = "SECONDS",
            Default = FlightSettings.DefaultSeconds.ToString(CultureInfo.InvariantCulture),
        },
        new(Log, OptionKind.Text, "What is logged: off, error, warn, info, debug or trace, also by category, as in warn,net=trace.") { ValueName = "LEVELS", Default = "error" },
        new(LogFile, OptionKind.Text, "Write the log to this file; without, to standard error.") { ValueName = "FILE" },
        new(PrintConfig, OptionKind.Flag, "Print every setting and where it comes from, and end.") { CommandLineOnly = true },
        .. OverlayOptions.Rows,
        new(Calibrate, OptionKind.Flag, "Begin with the calibration of the topmost --overlay that is a video.") { CommandLineOnly = true },
    ];

    /// <summary>The viewing rows with those replaced that mean something else to one command.</summary>
    public static IEnumerable<OptionDefinition> ViewingBut(Func<OptionDefinition, OptionDefinition> change) => Viewing.Select(change);

    /// <summary>Rows for every command that is told which server to use.</summary>
    public static IReadOnlyList<OptionDefinition> Endpoint { get; } =
    [
        new(PixelUrl, OptionKind.Text, "The pixel channel; by default the same host and the next port.") { ValueName = "URL" },
        new(TokenFile, OptionKind.Text, "A file whose first line is the server's token.") { ValueName = "FILE" },
        new(Token, OptionKind.Text, "The server's token; prefer the file or FATHOM_TOKEN, a command line can be seen by others.") { Hidden = true },
    ];

    /// <summary>Restores a session, and says where it is saved.</summary>
    public static OptionDefinition SessionRow { get; } = new(Session, OptionKind.Text, "Restore server, dataset, view and layers from this file, and save them there with Ctrl+S; one that does not exist is begun.")
    {
        ValueName = "FILE",
        CommandLineOnly = true,
    };

    /// <summary>Turns the URL and the shared rows into settings.</summary>
    public static ClientSettings Connecting(ParsedCommand parsed) => Viewed(
        parsed,
        new ClientSettings
        {
            AskForServer = parsed.Positionals.Count == 0,
            StateUrl = StateUrlOf(parsed),
            PixelUrl = parsed.Text(PixelUrl) is { } text ? StreamUrl(text, "--" + PixelUrl) : NextPort(StateUrlOf(parsed)),
            Token = ReadToken(parsed),
        });

    /// <summary>The address; where none is given, the one of a server of this machine, until somebody was asked.</summary>
    public static Uri StateUrlOf(ParsedCommand parsed) => StreamUrl(parsed.Positionals.Count > 0 ? parsed.Positionals[0] : "ws://127.0.0.1:8081", "URL");

    /// <summary>Completes settings by the rows that say how to show a stream.</summary>
    public static ClientSettings Viewed(ParsedCommand parsed, ClientSettings settings)
    {
        (int width, int height) = ParseSize(parsed.Text(Size) ?? DefaultSize);
        double latency = parsed.Number(LatencyMs) / 1000;
        return settings with
        {
            Headless = parsed.Flag(Headless),
            Duration = parsed.IsSet(Seconds) && parsed.Number(Seconds) > 0 ? TimeSpan.FromSeconds(parsed.Number(Seconds)) : null,
            PicturePath = parsed.Text(Output),
            Overlays = OverlayOptions.Read(parsed),
            Width = width,
            Height = height,
            Decoder = parsed.Text(Decoder) switch
            {
                "software" => DecoderWish.Software,
                "vaapi" => DecoderWish.Vaapi,
                "nvdec" => DecoderWish.Nvdec,
                _ => DecoderWish.Auto,
            },
            Stats = parsed.Flag(Stats),
            TelemetryPath = parsed.Text(TelemetryLog),
            Script = parsed.Text(Script) is { } script ? ScriptFile.Read(script) : null,
            Log = new LogSettings(LogRules.Parse(parsed.Text(Log) ?? "error"), parsed.Text(LogFile)),
            MaxMessageBytes = parsed.Integer(MaxMessageMib) << 20,
            Flight = FlightSettings.Parse(parsed.Text(FlightRecorder), FlightRecorder),
            Recording = parsed.Text(Record) is { } recording ? Recording(parsed, recording) : null,
            Ui = new UiSettings(string.Empty)
            {
                Panels = !parsed.Flag(NoPanels),
                FollowsSize = !parsed.Flag(KeepSize),
                Theme = parsed.Text(Theme) == UiTheme.Light.Name ? UiTheme.Light : UiTheme.Dark,
                Scale = parsed.Number(UiScale),
                Calibrates = parsed.Flag(Calibrate),
            },
            Presenter = new PresenterOptions
            {
                Policy = parsed.Text(Presenter) switch
                {
                    "latest" => PresenterPolicy.Latest,
                    "fixed" => PresenterPolicy.Fixed,
                    _ => PresenterPolicy.Adaptive,
                },
                FixedLatency = latency,
                LatencyCap = latency,
            },
        };
    }

    /// <summary>A recording to a file, with the bound that was asked for.</summary>
    public static RecordingSettings Recording(ParsedCommand parsed, string path) => new(path) { MaxBytes = (long)parsed.Integer(MaxMib) << 20 };

    /// <summary>The pixel channel where nobody says otherwise: same host, next port.</summary>
    public static Uri NextPort(Uri state) => new UriBuilder(state) { Port = state.Port + 1, Path = "/", Query = string.Empty }.Uri;

    /// <summary>Reads a websocket address; http means ws, and a bare HOST:PORT is taken for ws too.</summary>
    public static Uri StreamUrl(string text, string place)
    {
        string full = text.Contains("://", StringComparison.Ordinal) ? text : "ws://" + text;
        if (Uri.TryCreate(full, UriKind.Absolute, out Uri? url) && url.Host.Length > 0)
        {
            string? scheme = url.Scheme switch
            {
                "ws" or "http" => "ws",
                "wss" or "https" => "wss",
                _ => null,
            };
            if (scheme is not null)
            {
                // The port of the public protocol, not that of the web, where none is written.
                int port = HasPort(full) ? url.Port : 8081;
                return new UriBuilder(url) { Scheme = scheme, Port = port }.Uri;
            }
        }

        throw new FathomException(
            ExitCode.Usage,
            $"'{text}' cannot be the value of {place}.",
            "It is not the address of a websocket.",
            "Write for example ws://127.0.0.1:8081.");
    }

    private static bool HasPort(string full)
    {
        int start = full.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = full.IndexOfAny(['/', '?', '#'], start);
        string authority = end < 0 ? full[start..] : full[start..end];
        int colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']');
    }

    /// <summary>The server's token; null for none.</summary>
    public static string? ReadToken(ParsedCommand parsed)
    {
        if (parsed.Text(TokenFile) is not { } path)
        {
            return parsed.Text(Token);
        }

        try
        {
            using var reader = new StreamReader(path);
            return reader.ReadLine()?.Trim() is { Length: > 0 } token
                ? token
                : throw new FathomException(ExitCode.Usage, $"Cannot use the token in {path}.", "The first line is empty.", "Put the token on the first line.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot read the token from {path}.", error.Message, "Check --token-file.", error);
        }
    }

    private static (int Width, int Height) ParseSize(string text)
    {
        string[] parts = text.Split('x', 'X');
        if (parts.Length == 2
            && int.TryParse(parts[0], out int width) && int.TryParse(parts[1], out int height)
            && width is >= 16 and <= 16384 && height is >= 16 and <= 16384)
        {
            return (width, height);
        }

        throw new FathomException(
            ExitCode.Usage, $"'{text}' cannot be the value of --{Size}.", "It is not two numbers from 16 to 16384 with an x between.", "Write for example --size 1280x720.");
    }
}
