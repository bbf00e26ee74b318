using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export.Work;

/// <summary>Makes one thing of the finished parts.</summary>
internal static class PartsEnd
{
    /// <summary>Joins the parts under the output's name; returns its bytes. The parts stay where they are until all of it is there.</summary>
    public static long Join(ExportPlan plan, PartFolder folder, MovieMetadata metadata, CancellationToken cancel)
    {
        try
        {
            return plan.Target.IsMovie ? JoinMovie(plan, folder, metadata, cancel) : MovePictures(plan, folder, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write {plan.Target.Path}.", error.Message, "Make room or give the right to write there.", error);
        }
    }

    /// <summary>Throws what the user is told about pictures in the target's folder that would be mixed up with those of this export.</summary>
    public static void CheckTarget(ExportPlan plan)
    {
        string path = plan.Target.Path;
        if (plan.Target.IsMovie)
        {
            plan.Movie.Check(path);
            return;
        }

        if (Directory.Exists(path) && Directory.EnumerateFiles(path).Select(file => plan.Target.FrameOf(Path.GetFileName(file))).FirstOrDefault(frame => frame >= plan.Frames.Count, -1) is var foreign and >= 0)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot export to {path}.",
                string.Create(CultureInfo.InvariantCulture, $"The folder holds {plan.Target.NameOf(foreign)} of another export, and this one ends with {plan.Target.NameOf(plan.Frames.Count - 1)}: they would be taken for one movie."),
                "Name another folder with -o, or remove its pictures.");
        }
    }

    private static long JoinMovie(ExportPlan plan, PartFolder folder, MovieMetadata metadata, CancellationToken cancel)
    {
        string path = plan.Target.Path;
        long frames = MovieJoiner.Join([.. Enumerable.Range(0, plan.Parts.Count).Select(folder.PathOf)], path, metadata, progress: null, cancel);
        if (frames != plan.Frames.Count)
        {
            throw new FathomException(
                ExitCode.Bug,
                $"The movie {path} is not what was asked for.",
                string.Create(CultureInfo.InvariantCulture, $"{frames} frames came back from it, and {plan.Frames.Count} were written."),
                "This is a bug: please report it.");
        }

        return new FileInfo(path).Length;
    }

    /// <summary>A picture that is not in its part any more lies in its place already: an earlier run was broken off here.</summary>
    private static long MovePictures(ExportPlan plan, PartFolder folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(plan.Target.Path);
        long bytes = 0;
        for (int frame = 0; frame < plan.Frames.Count; frame++)
        {
            cancel.ThrowIfCancellationRequested();
            string name = plan.Target.NameOf(frame), target = Path.Combine(plan.Target.Path, name), from = Path.Combine(folder.PathOf(frame / plan.Parts.Size), name);
            if (File.Exists(from))
            {
                File.Move(from, target, overwrite: true);
            }

            bytes += new FileInfo(target).Length;
        }

        return bytes;
    }
}
