using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fathom.Bench.Compare;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Bench;

public sealed class CompareRoundsTests
{
    private static readonly ComparedClip s_clip = ComparedClip.All.Single(clip => clip.Name == "1080p-1");
    private readonly List<string> _order = [];

    [Fact]
    public void Programs_take_turns_and_every_round_begins_with_another()
    {
        CompareRounds rounds = Rounds(Program("fathom", 100), Program("a", 50), Program("b", 200));

        rounds.Run(s_clip, 3, 90, CancellationToken.None);

        Assert.Equal(["fathom", "a", "b", "a", "b", "fathom", "b", "fathom", "a"], _order);
    }

    [Fact]
    public void A_ratio_above_one_is_ours_whichever_way_is_better()
    {
        CompareRounds rounds = Rounds(Program("fathom", 100), Program("pyav", 50));

        rounds.Run(s_clip, 7, 90, CancellationToken.None);

        CompareRow rate = Row(rounds, "rate_fps"), beyond = Row(rounds, "beyond_decode_ms");
        Assert.Equal((2, 7), (rate.Ratio, rate.Ratios.Count));
        Assert.Equal((2, 3), (beyond.Ratio, beyond.Goal));
        Assert.Null(rate.Goal);
    }

    [Fact]
    public void What_a_program_does_not_say_is_not_compared()
    {
        CompareRounds rounds = Rounds(Program("fathom", 100), Program("ffmpeg", 50, says: false));

        rounds.Run(s_clip, 1, 90, CancellationToken.None);

        Assert.DoesNotContain(rounds.Rows, row => row.Measure.Name is "latency_ms" or "beyond_decode_ms");
        Assert.Equal(0.9, Row(rounds, "rate_fps").Goal);
    }

    [Fact]
    public void A_peer_that_fails_is_left_out_and_says_why()
    {
        CompareRounds rounds = Rounds(Program("fathom", 100), Program("a", 0), Program("b", 50));

        rounds.Run(s_clip, 2, 90, CancellationToken.None);

        Assert.Equal("not run: no such thing", rounds.Notes.Single(note => note.Program == "a").Text);
        Assert.All(rounds.Rows, row => Assert.Equal("b", row.Program));
        Assert.Single(_order, name => name == "a");
    }

    [Fact]
    public void A_program_may_keep_out_of_a_clip()
    {
        CompareRounds rounds = Rounds(Program("fathom", 100), Program("not on 1080p-1", 50));

        rounds.Run(s_clip, 2, 90, CancellationToken.None);

        Assert.Equal((0, 0), (rounds.Rows.Count, rounds.Notes.Count));
        Assert.Equal(["fathom", "fathom"], _order);
    }

    [Fact]
    public void Ours_must_run()
    {
        CompareRounds rounds = Rounds(Program("fathom", 0), Program("a", 50));

        FathomException error = Assert.Throws<FathomException>(() => rounds.Run(s_clip, 1, 90, CancellationToken.None));

        Assert.Equal("no such thing", error.Why);
    }

    [Fact]
    public void Programs_that_show_different_pictures_are_not_compared()
    {
        double[] one = [.. Enumerable.Range(0, 144).Select(i => (double)(i % 7 * 20))], other = [.. one.Reverse()];
        CompareRounds rounds = Rounds(Program("fathom", 100, thumbnail: one), Program("a", 50, thumbnail: other), Program("b", 50, thumbnail: [.. one.Chunk(16).Reverse().SelectMany(row => row)]));

        rounds.Run(s_clip, 1, 90, CancellationToken.None);

        Assert.StartsWith("not comparable: it shows another picture", rounds.Notes.Single().Text, StringComparison.Ordinal);
        Assert.All(rounds.Rows, row => Assert.Equal("b", row.Program));
    }

    [Fact]
    public void A_thumbnail_holds_the_luma_of_each_block()
    {
        byte[] pixels = new byte[32 * 18 * 4];
        for (int i = 0; i < pixels.Length; i += 4)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = i / 4 % 32 < 2 ? ((byte)200, (byte)200, (byte)200) : ((byte)0, (byte)100, (byte)0);
        }

        double[] blocks = PictureThumbnail.Of(new CapturedImage(32, 18, pixels));

        Assert.Equal(144, blocks.Length);
        Assert.Equal((200, 71.52), (blocks[0], blocks[1]));
        Assert.Equal(9, blocks.Count(block => block > 100));
    }

    [Fact]
    public void What_other_programs_used_is_what_was_busy_and_not_ours()
    {
        var before = new MachineLoad(1000, 400, 50);

        Assert.Equal(0.25, new MachineLoad(1100, 475, 100).OthersSince(before), 6);
        Assert.Equal(0, default(MachineLoad).OthersSince(default));
    }

    [Theory]
    [InlineData(7, 0.01, "quiet")]
    [InlineData(7, 0.4, "beside other work")]
    [InlineData(6, 0.01, "not a measurement")]
    public void A_table_says_how_far_it_can_be_trusted(int rounds, double others, string expected)
    {
        var outcome = new CompareOutcome([s_clip], 90, rounds, [], [], [], [], others);

        Assert.Contains(expected, outcome.Reliability, StringComparison.Ordinal);
    }

    private static CompareRow Row(CompareRounds rounds, string measure) => rounds.Rows.Single(row => row.Measure.Name == measure);

    private static CompareRounds Rounds(params IComparedProgram[] programs) => new(programs, static _ => { });

    private FakeProgram Program(string name, double rate, bool says = true, double[]? thumbnail = null) => new(name, rate, says, thumbnail, _order);

    /// <summary>A program that plays so many pictures a second; none is a failure.</summary>
    private sealed class FakeProgram(string name, double rate, bool says, double[]? thumbnail, List<string> order) : IComparedProgram
    {
        public string Name => name;

        public string Does => "nothing";

        public string Version => "1";

        public string CommandFor(ComparedClip clip, int frames) => name;

        public string? WhyNot() => null;

        public bool Plays(ComparedClip clip) => !name.StartsWith("not on ", StringComparison.Ordinal) || name != "not on " + clip.Name;

        public ProgramFigures Measure(ComparedClip clip, int frames, CancellationToken interrupt)
        {
            order.Add(name);
            return rate == 0 ? throw new ProgramFailedException("no such thing") : new ProgramFigures
            {
                Rate = rate,
                ProcessorMsPerFrame = 1000 / rate,
                StartProcessorSeconds = 100 / rate,
                PeakMebibytes = 100,
                LatencyMs = says ? 1000 / rate : null,
                BeyondDecodeMs = says ? 200 / rate : null,
                Thumbnail = thumbnail,
            };
        }

        public void Dispose()
        {
        }
    }
}
