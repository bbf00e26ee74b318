using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

/// <summary>The files <c>session.jsonl</c> and <c>session.csv</c>.</summary>
public sealed class SessionFileTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        ProfileSession written = new SyntheticSession().Make();

        ProfileSession read = SessionReader.Read(new StringReader(Lines(written)), "test");

        Assert.Equal(Lines(written), Lines(read));
        Assert.Equal(written.Facts.Configuration, read.Facts.Configuration);
        Assert.Equal(300, read.Intents.Count(intent => intent.IsMeasured));
    }

    [Fact]
    public void Stages_add_up_to_the_time_from_input_to_picture()
    {
        ProfileSession session = new SyntheticSession().Make();

        Assert.All(session.Intents.Where(intent => intent.IsMeasured), intent => Assert.InRange(
            intent.At[IntentStamp.Shown] - intent.At[IntentStamp.Input] - intent.Stages!.Total, -0.005, 0.005));
    }

    [Fact]
    public void The_warm_up_and_the_pauses_count_in_no_repetition()
    {
        ProfileSession session = new SyntheticSession().Make();

        Assert.Equal([0, 1, 2], session.Phases.Select(phase => phase.Repeat));
        Assert.Equal(5, session.Intents.Count(intent => intent.Repeat == 0));
        Assert.Equal(150, session.Intents.Count(intent => intent.Repeat == 2));
        Assert.InRange(session.MeasuredSeconds, 9.9, 10.1);
    }

    [Fact]
    public void The_clock_is_told_as_the_server_s_distance_from_this_machine_s_calendar()
    {
        ProfileSession session = new SyntheticSession().Make();

        Assert.All(session.Clock, clock => Assert.Equal(SyntheticSession.ServerAhead * 1000, clock.OffsetMs, 2));
    }

    [Fact]
    public void The_table_has_the_lines_figures()
    {
        ProfileSession session = new SyntheticSession { Intents = 40 }.Make();
        string[] table = Table(session).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] columns = table[0].Split(',');
        JsonElement[] lines = [.. Lines(session).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(row => row.GetProperty("kind").GetString() is "intent" or "frame")];

        Assert.Equal(lines.Length, table.Length - 1);
        for (int i = 0; i < lines.Length; i++)
        {
            string[] cells = table[i + 1].Split(',');
            Assert.Equal(columns.Length, cells.Length);
            Dictionary<string, string> row = columns.Zip(cells).Where(cell => cell.Second.Length > 0).ToDictionary(cell => cell.First, cell => cell.Second);
            Assert.Equal("1", row["version"]);
            row.Remove("version");
            Assert.Equal(lines[i].EnumerateObject().Select(member => member.Name).Order(), row.Keys.Order());
            Assert.All(lines[i].EnumerateObject(), member => Assert.Equal(Plain(member.Value), row[member.Name]));
        }
    }

    [Fact]
    public void What_a_guess_rests_on_is_marked_in_both_files()
    {
        ProfileSession session = new SyntheticSession { HasView = false, Intents = 20, Repeats = 1 }.Make();

        Assert.All(session.Intents, intent => Assert.True(intent.IsEstimated));
        Assert.All(session.Intents, intent => Assert.True(double.IsFinite(intent.Stages![Stage.Remote]) && double.IsNaN(intent.Stages[Stage.Encode])));
        Assert.Contains("\"estimated\":true", Lines(session), StringComparison.Ordinal);
        Assert.All(Table(session).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1), row => Assert.Contains(",true,", row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "no line that says how")]
    [InlineData("{\"kind\":", "line 1")]
    [InlineData("{\"kind\":\"session\",\"schema\":\"fathom.profile.session/9\"}", "schema")]
    [InlineData("{\"kind\":\"intent\"}", "line 1")]
    public void A_damaged_file_is_a_usage_error(string text, string said)
    {
        var error = Assert.Throws<FathomException>(() => SessionReader.Read(new StringReader(text), "x.jsonl"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_later_version_adds_is_passed_over()
    {
        string lines = Lines(new SyntheticSession { Intents = 10, Repeats = 1 }.Make()) + "{\"kind\":\"weather\",\"sun\":true}\n";

        Assert.Equal(10, SessionReader.Read(new StringReader(lines), "x").Intents.Count(intent => intent.Repeat == 1));
    }

    [Fact]
    public void A_folder_without_a_session_is_a_usage_error()
    {
        var error = Assert.Throws<FathomException>(() => SessionReader.ReadFolder(Path.Combine(Path.GetTempPath(), "fathom-nothing-here")));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    internal static string Lines(ProfileSession session)
    {
        using var stream = new MemoryStream();
        SessionLines.Write(stream, session);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Table(ProfileSession session)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        SessionTable.Write(writer, session);
        return writer.ToString();
    }

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "inf",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
