using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Telemetry;

public sealed class TelemetryFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-telemetry").FullName;
    private readonly List<string> _said = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_frame_and_each_intent_is_a_line_of_json()
    {
        string path = Path.Combine(_folder, "new", "log.jsonl");
        Record(path);

        List<JsonElement> lines = [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal(["clock", "frame", "intent", "session"], lines.Select(Kind).Order());
        Assert.Equal("h:1", lines[0].GetProperty("configuration").GetProperty("server").GetString());
        JsonElement intent = lines.Single(line => Kind(line) == "intent"), frame = lines.Single(line => Kind(line) == "frame");
        Assert.Equal(("answered", 52.0), (intent.GetProperty("fate").GetString(), intent.GetProperty("total_ms").GetDouble()));
        Assert.Equal(("shown", 10.0), (frame.GetProperty("fate").GetString(), frame.GetProperty("render_ms").GetDouble()));
        Assert.Empty(_said);

        static string? Kind(JsonElement line) => line.GetProperty("kind").GetString();
    }

    [Fact]
    public void Or_a_row_of_a_table_with_the_same_names()
    {
        string path = Path.Combine(_folder, "log.csv");
        Record(path);

        string[][] rows = [.. File.ReadLines(path).Select(line => line.Split(','))];

        Assert.Equal(3, rows.Length);
        int kind = Array.IndexOf(rows[0], "kind");
        Assert.Equal(["frame", "intent"], rows[1..].Select(row => row[kind]).Order());
        Assert.Equal("52", rows[1..].Single(row => row[kind] == "intent")[Array.IndexOf(rows[0], "total_ms")]);
    }

    [Theory]
    [InlineData("log.txt")]
    [InlineData("taken/log.csv")]
    public void Another_name_or_a_place_that_cannot_be_written_is_refused(string name)
    {
        File.WriteAllText(Path.Combine(_folder, "taken"), string.Empty);

        FathomException error = Assert.ThrowsAny<FathomException>(() => TelemetryFile.Create(Path.Combine(_folder, name), "h:1", new Microsecond(), _said.Add).Dispose());

        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public void What_finds_no_room_is_counted()
    {
        using TelemetryFile file = TelemetryFile.Create(Path.Combine(_folder, "log.jsonl"), "h:1", new Microsecond(), _said.Add);
        FrameRecord frame = StageBreakdownTests.Frame();
        for (int i = 0; i < 100_000; i++)
        {
            file.OnFrame(frame);
        }

        Assert.InRange(file.Missed, 1, 99_999);
    }

    private void Record(string path)
    {
        using TelemetryFile file = TelemetryFile.Create(path, "h:1", new Microsecond(), _said.Add);
        file.OnFrame(StageBreakdownTests.Frame());
        file.OnIntent(StageBreakdownTests.Intent(), StageBreakdownTests.Frame());
    }

    /// <summary>A clock that counts microseconds, as the records of these tests do.</summary>
    private sealed class Microsecond : TimeProvider
    {
        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => 1_000_000;
    }
}
