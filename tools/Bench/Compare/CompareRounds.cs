using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Fathom.Bench.Pipeline;
using Fathom.Protocol.Errors;

namespace Fathom.Bench.Compare;

/// <summary>Plays each clip with all programs in turns, round by round, so that what else the machine does meets all of them alike.</summary>
internal sealed class CompareRounds
{
    private readonly IReadOnlyList<IComparedProgram> _programs;
    private readonly Action<string> _say;
    private readonly List<CompareRow> _rows = [];
    private readonly List<CompareNote> _notes = [];

    /// <summary>Takes the programs, ours first.</summary>
    public CompareRounds(IReadOnlyList<IComparedProgram> programs, Action<string> say)
    {
        _programs = programs;
        _say = say;
    }

    /// <summary>The comparisons.</summary>
    public IReadOnlyList<CompareRow> Rows => _rows;

    /// <summary>What else is to be said.</summary>
    public IReadOnlyList<CompareNote> Notes => _notes;

    /// <summary>How many pictures are played one by one beside so many as fast as it goes.</summary>
    public static int OneByOne(int frames) => Math.Max(10, frames / 2);

    /// <summary>Plays a clip. The order of a round's programs turns from round to round.</summary>
    public void Run(ComparedClip clip, int rounds, int frames, CancellationToken interrupt)
    {
        var left = _programs.Where(program => program.Plays(clip)).ToList();
        var figures = _programs.ToDictionary(static program => program.Name, static _ => new List<ProgramFigures>());
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < _programs.Count; i++)
            {
                IComparedProgram program = _programs[(i + round) % _programs.Count];
                if (left.Contains(program) && !TryPlay(program, clip, frames, figures, interrupt))
                {
                    left.Remove(program);
                }

                interrupt.ThrowIfCancellationRequested();
            }

            _say(string.Create(CultureInfo.InvariantCulture, $"{clip.Name}, round {round + 1} of {rounds}: {string.Join(", ", left.Select(program => $"{program.Name} {figures[program.Name][^1].Rate:0.0}/s"))}"));
        }

        List<ProgramFigures> ours = figures[_programs[0].Name];
        foreach (IComparedProgram program in left.Where(program => program != _programs[0]))
        {
            _rows.AddRange(CompareRow.Make(clip, program.Name, ours, figures[program.Name]));
        }

        foreach (IComparedProgram program in left)
        {
            NoteParts(clip, program.Name, figures[program.Name]);
        }

        NoteDoubts(clip, left, figures);
    }

    /// <summary>Notes something found by other means; null is nothing.</summary>
    public void Note(ComparedClip clip, string program, string? text)
    {
        if (text is not null)
        {
            _notes.Add(new CompareNote(clip.Name, program, text));
        }
    }

    /// <summary>Ours must run; a peer that fails is said and left out.</summary>
    private bool TryPlay(IComparedProgram program, ComparedClip clip, int frames, Dictionary<string, List<ProgramFigures>> figures, CancellationToken interrupt)
    {
        try
        {
            figures[program.Name].Add(program.Measure(clip, frames, interrupt));
            return true;
        }
        catch (ProgramFailedException error)
        {
            if (program == _programs[0])
            {
                throw new FathomException(ExitCode.MissingLibrary, $"Cannot play {clip.Name} ourselves.", error.Message, "See what 'fathom doctor' says.", error);
            }

            _notes.Add(new CompareNote(clip.Name, program.Name, "not run: " + error.Message.ReplaceLineEndings(" ")));
            return false;
        }
    }

    private void NoteParts(ComparedClip clip, string program, List<ProgramFigures> figures)
    {
        if (figures[0].Parts.Count > 0)
        {
            IEnumerable<string> parts = figures[0].Parts.Keys.Select(part => string.Create(
                CultureInfo.InvariantCulture, $"{part} {PairedRuns.Median([.. figures.Select(one => one.Parts[part])]):0.00}"));
            _notes.Add(new CompareNote(clip.Name, program, $"one unit at a time, ms: {string.Join(", ", parts)}"));
        }
    }

    /// <summary>Two programs that did not do the same cannot be compared, whatever the figures say.</summary>
    private void NoteDoubts(ComparedClip clip, List<IComparedProgram> left, Dictionary<string, List<ProgramFigures>> figures)
    {
        ProgramFigures ours = figures[_programs[0].Name][0];
        foreach (IComparedProgram program in left)
        {
            ProgramFigures theirs = figures[program.Name][0];
            string? doubt = ours.Thumbnail is null || theirs.Thumbnail is null ? null : PictureThumbnail.Difference(ours.Thumbnail, theirs.Thumbnail);
            doubt ??= theirs.Renderer is null || ours.Renderer!.Contains(theirs.Renderer, StringComparison.Ordinal) ? null : $"it was drawn by {theirs.Renderer}, ours by {ours.Renderer}";
            if (doubt is not null)
            {
                _notes.Add(new CompareNote(clip.Name, program.Name, "not comparable: " + doubt));
                _rows.RemoveAll(row => row.Clip == clip && row.Program == program.Name);
            }
        }
    }
}
