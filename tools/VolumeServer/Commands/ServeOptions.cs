using System;
using System.IO;
using System.Net;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Commands;

/// <summary>From the command line to <see cref="ServerOptions"/>, with every refusal that does not need a started server.</summary>
internal static class ServeOptions
{
    private const int ShortestToken = 16;

    public static ServerOptions From(ParsedCommand parsed)
    {
        IPAddress address = Address(parsed.Text("host")!);
        string? token = Token(parsed.Text("token-file"));
        CheckExposure(address, token, parsed.Flag("allow-plaintext"));
        int width = Even(parsed.Integer("width"), "width"), height = Even(parsed.Integer("height"), "height"), fps = parsed.Integer("fps");
        return new ServerOptions
        {
            Address = address,
            StatePort = parsed.Integer("port"),
            PixelPort = PixelPort(parsed),
            Video = new VideoSettings(width, height, fps, (long)(parsed.Number("bitrate") * 1e6), parsed.Flag("burn-marks"))
            {
                MaxWidth = parsed.Integer("max-width"),
                MaxHeight = parsed.Integer("max-height"),
                Slow = SlowStage.Parse(parsed.Text("slow-stage")),
            },
            Root = Root(parsed.Text("root")),
            PlayAxis = parsed.Text("play"),
            PlayStepsPerSecond = parsed.IsSet("play-fps") ? parsed.Number("play-fps") : fps,
            Seed = parsed.Integer("seed"),
            GeneratedTimes = parsed.Integer("generated-times"),
            Token = token,
            VolumeBytes = parsed.Integer("volume-memory-mib") * (1L << 20),
            MaxClients = parsed.Integer("max-clients"),
        };
    }

    /// <summary>Where nobody says otherwise, clients look for the pixels at the port after the state port.</summary>
    private static int PixelPort(ParsedCommand parsed) => (parsed.IsSet("pixel-port"), parsed.Integer("port")) switch
    {
        (true, _) => parsed.Integer("pixel-port"),
        (false, 0 or 65535) => 0,
        (false, var port) => port + 1,
    };

    /// <summary>Beyond loopback: only with a token, and without TLS only when somebody says that he knows what that means.</summary>
    internal static void CheckExposure(IPAddress address, string? token, bool allowPlaintext)
    {
        if (IPAddress.IsLoopback(address))
        {
            return;
        }

        if (token is null)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Will not listen on {address}.",
                "Everybody on the network could connect, and there is no token.",
                "Give --token-file FILE (or set FATHOM_TOKEN), or stay on loopback and use ssh -L 8081:127.0.0.1:8081.");
        }

        if (!allowPlaintext)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Will not listen on {address}.",
                "This server has no TLS: pictures and token would travel in the clear.",
                "Stay on loopback and use ssh -L 8081:127.0.0.1:8081, or accept it with --allow-plaintext.");
        }
    }

    private static string? Root(string? folder) => folder is null || Directory.Exists(folder) ? folder : throw new FathomException(
        ExitCode.Usage, $"Cannot serve below {folder}.", "There is no such folder.", "Give a folder that exists with --root.");

    private static IPAddress Address(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address)
            ? address
            : throw new FathomException(
                ExitCode.Usage, $"Cannot listen on '{host}'.", "It is not an address of the form 127.0.0.1, ::1 or 0.0.0.0.", "Give an address, not a name, with --host."),
    };

    private static string? Token(string? file)
    {
        string? token = ProcessEnvironment.Get("FATHOM_TOKEN");
        if (file is not null)
        {
            try
            {
                token = File.ReadAllText(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new FathomException(ExitCode.Usage, $"Cannot read the token file {file}.", error.Message, "Check the path and who may read it.", error);
            }
        }

        token = token?.Trim();
        return token is null or { Length: >= ShortestToken } ? token : throw new FathomException(
            ExitCode.Usage,
            "The token is too short.",
            $"It has {token.Length} characters; below {ShortestToken} it could be guessed.",
            "Make one with: head -c 24 /dev/urandom | base64 > FILE");
    }

    private static int Even(int value, string name) => value % 2 == 0 ? value : throw new FathomException(
        ExitCode.Usage, $"Cannot encode a {name} of {value}.", "Chroma is halved both ways, so sizes must be even.", $"Use --{name} {value - 1}.");
}
