using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Tasks;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.ImpairmentProxy.Commands;

/// <summary><c>fathom-impair</c>: forwards until a signal, or the end of standard input if asked.</summary>
internal static class ImpairCommand
{
    public static async Task<ExitCode> RunAsync(ParsedCommand parsed)
    {
        NetProfile profile = ImpairOptions.Profile(parsed);
        IReadOnlyList<Forward> forwards = ImpairOptions.Forwards(parsed);
        var ended = new TaskCompletionSource<ExitCode>(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, ended, ExitCode.Interrupted);
        using PosixSignalRegistration terminate = OnSignal(PosixSignal.SIGTERM, ended, ExitCode.Ok);
        ImpairedLink link = await ImpairedLink.StartAsync(profile, forwards, TimeProvider.System, parsed.Integer("seed")).ConfigureAwait(false);
        await using (link.ConfigureAwait(false))
        {
            Announce(link, forwards, parsed);
            if (parsed.Flag("die-with-stdin"))
            {
                _ = Task.Run(() => ListenAsync(link, ended));
            }

            return await ended.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Does what one line of standard input says; what is wrong with it otherwise.</summary>
    public static string? Obey(ImpairedLink link, string line)
    {
        string[] words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case []:
                return null;
            case ["drop"]:
                link.Drop();
                return null;
            case ["refuse"]:
                link.Accepting = false;
                link.Drop();
                return null;
            case ["accept"]:
                link.Accepting = true;
                return null;
            case ["net", var text]:
                try
                {
                    link.Profile = NetSpec.Parse(text);
                    return null;
                }
                catch (FathomException error)
                {
                    return $"{error.What} {error.Why}";
                }

            default:
                return $"'{line}' is no order: net SPEC, drop, refuse or accept.";
        }
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, TaskCompletionSource<ExitCode> ended, ExitCode code) =>
        PosixSignalRegistration.Create(signal, context => context.Cancel = ended.TrySetResult(code));

    /// <summary>Standard input ends when the parent closes it or dies, however it dies.</summary>
    private static async Task ListenAsync(ImpairedLink link, TaskCompletionSource<ExitCode> ended)
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (Obey(link, line) is { } complaint)
            {
                await Console.Error.WriteLineAsync($"{ImpairOptions.Program}: {complaint}").ConfigureAwait(false);
            }
        }

        ended.TrySetResult(ExitCode.Ok);
    }

    private static void Announce(ImpairedLink link, IReadOnlyList<Forward> forwards, ParsedCommand parsed)
    {
        if (parsed.Flag("json"))
        {
            using Stream output = Console.OpenStandardOutput();
            using (var writer = new Utf8JsonWriter(output))
            {
                WriteReady(writer, link, forwards, parsed.Integer("seed"));
            }

            output.WriteByte((byte)'\n');
            output.Flush();
            return;
        }

        NetProfile profile = link.Profile;
        Console.Out.WriteLine($"The link '{profile.Name}': down {profile.Down}; up {profile.Up}.");
        for (int i = 0; i < forwards.Count; i++)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {link.Listening[i]} leads to {forwards[i].Host}:{forwards[i].Port}"));
        }

        Console.Out.WriteLine("  Ctrl-C ends it.");
    }

    private static void WriteReady(Utf8JsonWriter json, ImpairedLink link, IReadOnlyList<Forward> forwards, int seed)
    {
        json.WriteStartObject();
        json.WriteString("event", "ready");
        json.WriteString("net", link.Profile.Name);
        json.WriteNumber("seed", seed);
        json.WriteNumber("round_trip_ms", link.Profile.Down.DelayMs + link.Profile.Up.DelayMs);
        json.WriteString("down", link.Profile.Down.ToString());
        json.WriteString("up", link.Profile.Up.ToString());
        json.WriteStartArray("forwards");
        for (int i = 0; i < forwards.Count; i++)
        {
            IPEndPoint from = link.Listening[i];
            json.WriteStartObject();
            json.WriteString("from", from.ToString());
            json.WriteString("to", string.Create(CultureInfo.InvariantCulture, $"{forwards[i].Host}:{forwards[i].Port}"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
