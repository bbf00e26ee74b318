using System;
using System.Collections.Immutable;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Progress;
using Fathom.Client.Export.Remote;
using Fathom.Client.Export.Work;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export;

/// <summary>Carries out a plan: parts by several workers, progress, an end that can be gone on from, and one file at last.</summary>
/// <remarks>Threads: the one that calls <see cref="Run"/>; it waits and talks while the workers work.</remarks>
internal sealed class MovieExport
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    private readonly PlannedMovie _movie;
    private readonly Func<ImmutableArray<int>, CancellationToken, Task<RemotePicture>> _render;
    private readonly TimeProvider _time;

    /// <summary>Creates the export of a plan.</summary>
    /// <param name="movie">The plan.</param>
    /// <param name="render">Asks the server for the picture of a step.</param>
    /// <param name="time">The clock; what is written knows nothing of it.</param>
    public MovieExport(PlannedMovie movie, Func<ImmutableArray<int>, CancellationToken, Task<RemotePicture>> render, TimeProvider time)
    {
        _movie = movie;
        _render = render;
        _time = time;
    }

    /// <summary>How many work at once.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Throw away what an earlier run left.</summary>
    public bool Restart { get; init; }

    /// <summary>Opens a painter on the thread of a worker; the usual one unless a test has another.</summary>
    public Func<IFramePainter>? OpenPainter { get; init; }

    /// <summary>Told when a part is finished, by the worker that made it; for tests.</summary>
    public Action<int> PartFinished { get; init; } = static _ => { };

    /// <summary>Does it; throws what the user is told when it cannot be ended. Finished parts are kept then.</summary>
    public MovieReport Run(ExportLine line, CancellationToken interrupt)
    {
        ExportPlan plan = _movie.Plan;
        PartsEnd.CheckTarget(plan);
        using var folder = PartFolder.Open(plan.Target.PartsFolder, plan.ToMap(), plan.Target.IsMovie ? ".mp4" : "", Restart);
        var queue = new PartQueue(plan.Parts.Count);
        var tally = new ExportTally(plan.Frames.Count);
        int kept = PartCheck.Keep(plan, folder, queue, tally, interrupt);
        if (kept > 0)
        {
            line.Say($"going on with {plan.Target.PartsFolder}: {kept} of {plan.Parts.Count} parts ({tally.Done} frames) are finished.");
        }

        long began = _time.GetTimestamp();
        int workers = Math.Min(Workers, Math.Max(1, plan.Parts.Count - kept));
        try
        {
            if (kept < plan.Parts.Count)
            {
                Work(new ExportJob(plan, folder, queue, tally)
                {
                    Render = _render,
                    OpenPainter = OpenPainter ?? (() => Painting.ExportPainter.Open(_movie.Painting)),
                    OpenPart = part => plan.Target.IsMovie ? new Mp4Part(plan, folder, part) : new PngPart(plan, folder, part),
                    Time = _time,
                    PartFinished = PartFinished,
                }, workers, line, interrupt);
            }

            CheckFiles(plan);
            long bytes = PartsEnd.Join(plan, folder, MovieProvenance.Of(plan), interrupt);
            folder.RemoveAll();
            return new MovieReport
            {
                Plan = plan,
                Bytes = bytes,
                Elapsed = _time.GetElapsedTime(began),
                Made = tally.Made,
                PartsReused = kept,
                Workers = workers,
                CostRatio = tally.CostRatio,
                Warnings = [.. _movie.Warnings, .. tally.Missing()],
            };
        }
        catch (Exception error) when (error is FathomException or IOException or UnauthorizedAccessException || (error is OperationCanceledException && interrupt.IsCancellationRequested))
        {
            line.Close();
            throw BrokenOff.Of(error, plan, tally);
        }
    }

    private static void Work(ExportJob job, int workers, ExportLine line, CancellationToken interrupt)
    {
        using (var crew = new ExportCrew(job, workers, interrupt))
        {
            while (!crew.Wait(s_look))
            {
                line.Show(job.Tally.Done, job.Plan.Frames.Count, job.Tally.Bytes);
            }

            line.Close();
            crew.ThrowIfFailed();
        }

        interrupt.ThrowIfCancellationRequested();
    }

    /// <summary>A file that was changed under our hands has given some parts of it and some of another.</summary>
    private static void CheckFiles(ExportPlan plan)
    {
        foreach (var file in plan.Files)
        {
            string path = file["path"]!.AsText()!;
            if (!FileMark.Of(path).MeansSameAs(file))
            {
                throw new FathomException(
                    ExitCode.Usage, $"The movie {plan.Target.Path} would not be of one piece.", $"{path} was changed while it was made.", "Begin anew with --restart once the file stays as it is.");
            }
        }
    }
}
