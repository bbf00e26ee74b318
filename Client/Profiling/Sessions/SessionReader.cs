using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>Reads a session back from its folder.</summary>
internal static class SessionReader
{
    /// <summary>Reads <c>session.jsonl</c> of a folder; throws what the user is told when that cannot be done.</summary>
    public static ProfileSession ReadFolder(string folder)
    {
        string path = Path.Combine(folder, ProfileSession.LinesFile);
        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot read the session in {folder}.", error.Message, "Name a folder that 'fathom profile … -o DIR' wrote.", error);
        }
    }

    /// <summary>Reads the lines; <paramref name="name"/> is for messages.</summary>
    public static ProfileSession Read(TextReader lines, string name)
    {
        SessionFacts? facts = null;
        List<SessionPhase> phases = [];
        List<IntentSample> intents = [];
        List<FrameSample> frames = [];
        List<ClockSample> clock = [];
        List<SessionEvent> events = [];
        for (int number = 1; lines.ReadLine() is { } line; number++)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                JsonElement row = document.RootElement;
                switch (row.GetProperty("kind").GetString())
                {
                    case "session":
                        facts = Facts(row, name);
                        break;
                    case "phase":
                        phases.Add(new SessionPhase(row.GetProperty("repeat").GetInt32(), SampleReader.Number(row, "from_ms"), SampleReader.Number(row, "to_ms")));
                        break;
                    case "event":
                        events.Add(SampleReader.Event(row));
                        break;
                    case "clock":
                        clock.Add(SampleReader.Clock(row));
                        break;
                    case "intent":
                        intents.Add(SampleReader.Intent(row));
                        break;
                    case "frame":
                        frames.Add(SampleReader.Frame(row));
                        break;
                    default:
                        // Something that a later version of this schema has added.
                        break;
                }
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new FathomException(
                    ExitCode.Usage, $"Cannot use line {number} of {name}.", error.Message, "The file is damaged, or no session of 'fathom profile': make it again.", error);
            }
        }

        return new ProfileSession
        {
            Facts = facts ?? throw new FathomException(
                ExitCode.Usage, $"Cannot use {name}.", "It has no line that says how the session was made.", "The file is damaged, or no session of 'fathom profile': make it again."),
            Phases = phases,
            Intents = intents,
            Frames = frames,
            Clock = clock,
            Events = events,
        };
    }

    private static SessionFacts Facts(JsonElement row, string name)
    {
        string? schema = row.GetProperty("schema").GetString();
        if (schema != ProfileSession.Schema)
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot use {name}.", $"Its schema is {schema}; this program reads {ProfileSession.Schema}.", "Make the session again with this version, or compare with the version that made it.");
        }

        var configuration = new List<KeyValuePair<string, string>>();
        foreach (JsonProperty member in row.GetProperty("configuration").EnumerateObject())
        {
            configuration.Add(new(member.Name, member.Value.GetString() ?? string.Empty));
        }

        return new SessionFacts
        {
            Scenario = row.GetProperty("scenario").GetString() ?? string.Empty,
            Seed = row.GetProperty("seed").GetInt32(),
            Net = row.GetProperty("net").GetString() ?? string.Empty,
            NetDetail = row.GetProperty("net_detail").GetString() ?? string.Empty,
            NetRoundTripMs = SampleReader.Number(row, "net_round_trip_ms"),
            StartedAt = DateTimeOffset.Parse(row.GetProperty("started_at").GetString()!, CultureInfo.InvariantCulture),
            ExitReason = row.GetProperty("exit_reason").GetString() ?? string.Empty,
            Configuration = configuration,
        };
    }
}
