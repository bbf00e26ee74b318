using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Commands;
using Fathom.Client.Presentation;
using Fathom.Client.Recording;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Recording;
using Xunit;

namespace Fathom.Client.Tests.Recording;

/// <summary>What the presenter decides about a recording depends on the recording alone.</summary>
public sealed class VirtualReplayTests : IDisposable
{
    private static readonly string s_balls = Path.Combine(AppContext.BaseDirectory, "Fixtures", "recording", "balls.fathomrec");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData(PresenterPolicy.Adaptive)]
    [InlineData(PresenterPolicy.Fixed)]
    [InlineData(PresenterPolicy.Latest)]
    internal void The_same_file_gives_the_same_decisions_and_pictures_every_time(PresenterPolicy policy)
    {
        FFmpegFact.SkipWithoutFFmpeg();

        (string decisions, string hash, string? pictures) = Decide(s_balls, policy);

        Assert.Equal((decisions, hash, pictures), Decide(s_balls, policy));
        Assert.Equal(GeneratedRecording.Count, decisions.Split('\n').Count(static line => line.Contains(" frame ", StringComparison.Ordinal)));
        Assert.Contains(" shown ", decisions, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Load_beside_it_changes_nothing()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        (string Decisions, string, string?) alone = Decide(s_balls, PresenterPolicy.Adaptive);
        using var stop = new CancellationTokenSource();
        Task[] load = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => Spin(stop.Token)))];

        (string, string, string?)[] loaded = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Decide(s_balls, PresenterPolicy.Adaptive))));
        await stop.CancelAsync();
        await Task.WhenAll(load);

        Assert.All(loaded, other => Assert.Equal(alone, other));
    }

    [SkippableFact]
    public void Frames_that_are_lost_are_accounted_for()
    {
        FFmpegFact.SkipWithoutFFmpeg();

        // Without the first key frame the gate holds the rest back; without one in the middle, the rest up to the next.
        string path = Without(0, 25);
        using RecordedFile file = RecordedFile.Open(path);
        using var log = new DecisionLog(null);
        using (var replay = new VirtualReplay(file, new PresenterOptions(), log, hashPictures: false))
        {
            replay.Run(TimeSpan.Zero, TimeSpan.MaxValue);
        }

        Assert.True(log.IsAccounted, $"{log.ReceivedFrames} = {log.ShownFrames} + {log.Drops.Total}");
        Assert.Equal(GeneratedRecording.Count - 2, log.ReceivedFrames);
        Assert.True(log.Drops[Fathom.Client.Telemetry.DropReason.Gated] >= 17 + 10, $"{log.Drops[Fathom.Client.Telemetry.DropReason.Gated]} gated");
    }

    [SkippableFact]
    public void The_command_prints_the_hashes_and_writes_the_lines()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        string lines = _folder["decisions.txt"];

        JsonElement report = Run("replay", s_balls, "--virtual", "--hash-pictures", "--decisions", lines, "--json");

        (string decisions, string hash, string? pictures) = Decide(s_balls, PresenterPolicy.Adaptive);
        Assert.Equal("fathom.replay-decisions/1", report.GetProperty("schema").GetString());
        Assert.Equal(hash, report.GetProperty("decisions_sha256").GetString());
        Assert.Equal(pictures, report.GetProperty("pictures_sha256").GetString());
        Assert.Equal(decisions, File.ReadAllText(lines));
        Assert.True(report.GetProperty("accounted").GetBoolean());
    }

    private static (string Decisions, string Hash, string? Pictures) Decide(string path, PresenterPolicy policy)
    {
        using RecordedFile file = RecordedFile.Open(path);
        using var lines = new StringWriter();
        using var log = new DecisionLog(lines.Write);
        using var replay = new VirtualReplay(file, new PresenterOptions { Policy = policy }, log, hashPictures: true);
        replay.Run(TimeSpan.Zero, TimeSpan.MaxValue);
        Assert.True(log.IsAccounted);
        return (lines.ToString(), log.Hash, replay.PicturesHash);
    }

    private static JsonElement Run(params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        ExitCode code = new CommandTable().Run(arguments, new CommandContext(output, error, ConfigurationSources.None, TimeProvider.System, CancellationToken.None));
        Assert.True(code == ExitCode.Ok, error.ToString());
        using JsonDocument report = JsonDocument.Parse(output.ToArray());
        return report.RootElement.Clone();
    }

    /// <summary>The recording without some of its frames.</summary>
    private string Without(params uint[] lost)
    {
        string path = _folder["lost.fathom"];
        using FileStream input = File.OpenRead(s_balls);
        using FileStream output = File.Create(path);
        RecordingReader reader = RecordingReader.Open(input, s_balls);
        var writer = new RecordingWriter(output, reader.Start);
        while (reader.TryRead(out RecordedMessage message))
        {
            bool isFrame = message.Kind == RecordKind.PixelWithView && PixelHeader.TryRead(message.Payload.Span, out PixelHeader header, out _) && lost.Contains(header.Sequence);
            if (!isFrame)
            {
                writer.Write(message.Kind, message.Time, message.Payload.Span);
            }
        }

        return path;
    }

    private static void Spin(CancellationToken stop)
    {
        double value = 1;
        while (!stop.IsCancellationRequested)
        {
            value = Math.Sqrt(value + 1);
        }

        GC.KeepAlive(value);
    }
}
