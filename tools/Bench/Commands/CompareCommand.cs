using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fathom.Bench.Compare;
using Fathom.Bench.Pipeline;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Bench.Commands;

/// <summary><c>fathom bench compare</c>.</summary>
internal sealed class CompareCommand : IBenchCommand
{
    private const int QuickFrames = 40;

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        BenchCommandTable.Program,
        "compare",
        "Compare with the predecessor's path, ffmpeg and mpv: the same clips in turns, in one run.",
        [
            new("clips", OptionKind.Text, "Which clips: all, a size such as 1080p, or names such as 1080p-1 (one slice a picture), with commas") { ValueName = "NAMES", Default = "all", CommandLineOnly = true },
            new("only", OptionKind.Text, "Which peers, with commas: pyav, ffmpeg, mpv-x11, mpv-gpu") { ValueName = "NAMES", CommandLineOnly = true },
            new("rounds", OptionKind.Integer, "How often all programs take turns; fewer than 7 are no measurement") { ValueName = "N", Default = "7", Minimum = 1, Maximum = 1000, CommandLineOnly = true },
            new("frames", OptionKind.Integer, "Pictures a run; half as many one by one") { ValueName = "N", Default = "90", Minimum = 10, Maximum = 300, CommandLineOnly = true },
            new("folder", OptionKind.Text, "Where the clips are kept; made there when they are not; the temporary folder unless said otherwise") { ValueName = "FOLDER", CommandLineOnly = true },
            new("quick", OptionKind.Flag, "A look in a few seconds: a small clip, one round, without mpv") { CommandLineOnly = true },
            new("json", OptionKind.Flag, "Print one JSON object") { CommandLineOnly = true },
            new("child", OptionKind.Text, "Our side of a round") { Choices = ["rate", "one"], Hidden = true, CommandLineOnly = true },
            new("input", OptionKind.Text, "The child's file") { Hidden = true, CommandLineOnly = true },
            new("threads", OptionKind.Integer, "The child's threads") { Default = "1", Minimum = 1, Maximum = 64, Hidden = true, CommandLineOnly = true },
        ])
    {
        Examples =
        [
            ("fathom bench compare", "The whole table: four clips, all peers, about four minutes."),
            ("fathom bench compare --clips 1080p-1 --only pyav", "One clip, one peer."),
            ("fathom bench compare --quick", "Which peers are there, in a few seconds."),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, BenchContext context)
    {
        if (parsed.Text("child") is { } mode)
        {
            return CompareChild.Print(mode, parsed.Text("input") ?? "", parsed.Integer("threads"), parsed.Integer("frames"), context);
        }

        bool quick = parsed.Flag("quick");
        (int rounds, int frames) = quick ? (1, QuickFrames) : (parsed.Integer("rounds"), parsed.Integer("frames"));
        List<IComparedProgram> programs = Programs(new ChildMeter(context.Time), parsed.Text("only"), quick);
        try
        {
            List<CompareNote> notRun = LeaveOut(programs);
            ComparedClip[] clips = [.. (quick ? [ComparedClip.Small] : ClipsOf(parsed.Text("clips")!)).Select(clip => clip with { Path = PathOf(clip, parsed.Text("folder"), context) })];
            var compared = new CompareRounds(programs, context.Error.WriteLine);
            MachineLoad before = MachineLoad.Read();
            foreach (ComparedClip clip in clips)
            {
                compared.Run(clip, rounds, frames, context.Interrupt);
                if (!quick && clip.Slices == 1 && programs.Any(static program => program is FfmpegProgram))
                {
                    compared.Note(clip, "ffmpeg", FfmpegPipe.Describe(clip, context.Time));
                }
            }

            // The X server's time is booked when it ends.
            programs.ForEach(static program => program.Dispose());
            var outcome = new CompareOutcome(clips, frames, rounds, programs, notRun, compared.Rows, compared.Notes, MachineLoad.Read().OthersSince(before));
            if (parsed.Flag("json"))
            {
                CompareReport.WriteJson(context, outcome);
            }
            else
            {
                CompareReport.Say(context, outcome);
            }
        }
        finally
        {
            programs.ForEach(static program => program.Dispose());
        }

        return ExitCode.Ok;
    }

    private static List<IComparedProgram> Programs(ChildMeter meter, string? only, bool quick)
    {
        List<IComparedProgram> peers = [new PyavProgram(meter), new FfmpegProgram(meter), PlayerProgram.WithX11(meter), PlayerProgram.WithGl(meter)];
        string[] known = [.. peers.Select(static peer => peer.Name)];
        string[] wanted = only?.Split(',') ?? (quick ? ["pyav", "ffmpeg"] : known);
        if (wanted.FirstOrDefault(name => !known.Contains(name)) is { } wrong)
        {
            throw new FathomException(ExitCode.Usage, $"There is no peer '{wrong}'.", $"There are {string.Join(", ", known)}.", "Give some of them to --only, with commas.");
        }

        peers.RemoveAll(peer => !wanted.Contains(peer.Name));
        return [new FathomProgram(meter), .. peers];
    }

    /// <summary>Takes out what is not on this machine and says what to install.</summary>
    private static List<CompareNote> LeaveOut(List<IComparedProgram> programs)
    {
        var notRun = new List<CompareNote>();
        foreach (IComparedProgram program in programs.ToArray())
        {
            if (program.WhyNot() is { } why)
            {
                notRun.Add(new CompareNote("", program.Name, "not run: " + why));
                programs.Remove(program);
                program.Dispose();
            }
        }

        return notRun;
    }

    private static string PathOf(ComparedClip clip, string? folder, BenchContext context) =>
        ClipMaker.Ensure(folder is null ? null : Path.Combine(folder, clip.Name + ".h264"), clip.Size, clip.Slices, context.Error.WriteLine);

    private static IEnumerable<ComparedClip> ClipsOf(string names)
    {
        string[] wanted = names.Split(',');
        ComparedClip[] chosen = [.. ComparedClip.All.Where(clip => wanted.Contains("all") || wanted.Contains(clip.Size) || wanted.Contains(clip.Name))];
        return chosen.Length > 0 ? chosen : throw new FathomException(
            ExitCode.Usage, $"There is no clip '{names}'.", $"There are {string.Join(", ", ComparedClip.All.Select(static clip => clip.Name))}.", "Give some of them to --clips, or a size, or all.");
    }
}
