using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Remote;
using Fathom.Client.Export.Work;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures.Pages;

/// <summary>Draws the pictures of a page and writes it.</summary>
internal sealed class PageExport
{
    /// <summary>The most pictures of a page.</summary>
    public const int MostStills = 500;

    private const int Ahead = 3;

    private readonly StillScene _scene;
    private readonly ExportAxis _axis;
    private readonly FrameRange _frames;

    /// <summary>Creates it; throws what the user is told about too many pictures.</summary>
    /// <param name="scene">What is drawn, with all overlays.</param>
    /// <param name="axis">The axis that the pictures go along.</param>
    /// <param name="frames">Which indices of it.</param>
    public PageExport(StillScene scene, in ExportAxis axis, in FrameRange frames)
    {
        if (frames.Count > MostStills)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot put {frames.Count} pictures on a page.",
                $"The most is {MostStills}.",
                $"Show every {((frames.Count - 1) / MostStills) + 1}th with --frames {frames.First}:{frames.End}:{frames.Step * (((frames.Count - 1) / MostStills) + 1)}, or write a movie with 'fathom export movie'.");
        }

        (_scene, _axis, _frames) = (scene, axis, frames);
    }

    /// <summary>Does it.</summary>
    /// <param name="path">The page's file.</param>
    /// <param name="isInline">Whether the pictures go into the page.</param>
    /// <param name="render">Asks the server for the picture of a step.</param>
    /// <param name="cancel">Ends it.</param>
    public PageReport Write(string path, bool isInline, Func<ImmutableArray<int>, CancellationToken, Task<RemotePicture>> render, CancellationToken cancel)
    {
        StillScene drawn = _scene with { Overlays = VideoRule.Without(_scene.Overlays) };
        ImmutableArray<Overlays.Drawing.PlacedOverlay> overlays = _scene.Overlays?.Overlays ?? [];
        var files = new PageFiles(path, isInline);
        var stills = ImmutableArray.CreateBuilder<PageStill>(_frames.Count);
        MapValue? facts = null;
        ImmutableArray<string> leftOut = [];
        using (FigurePainter painter = drawn.Painter())
        using (var ahead = new FrameAhead(Enumerable.Range(0, _frames.Count).Select(static frame => (0, frame)), (frame, stop) => render(StepOf(frame), stop), Ahead, cancel))
        {
            while (ahead.TryTake(out _, out int frame, out RemotePicture picture))
            {
                using RemotePicture taken = picture;
                ImmutableArray<int> step = StepOf(frame);
                StillScene here = drawn with { Plan = drawn.Plan with { Step = step } };
                MapValue told = here.FactsOf(taken.View);
                string place = FigureFacts.Place(taken.View, _scene.Facts);
                string source = files.Add(step[_axis.Index], painter.Paint(taken, step), FigureTexts.Of(told, _scene.Plan.Annotations.Title, place), _scene.Plan.Dpi);
                stills.Add(new PageStill(source, step[_axis.Index], StepText.Of(_scene.Facts.Axes[_axis.Index], step[_axis.Index])));
                leftOut = facts is null ? _scene.Annotations.LeftOut(taken.View) : leftOut;
                facts ??= told;
            }
        }

        var content = new PageContent(
            drawn, _axis.Name, _frames.ToString(), stills.ToImmutable(), overlays, facts ?? MapValue.Empty, VideoRule.Notice(overlays), [.. drawn.Warnings, .. leftOut]);
        byte[] page = Encoding.UTF8.GetBytes(StillsPage.Write(content));
        return new PageReport(path, FigureFiles.Write(path, file => file.Write(page)) + (isInline ? 0 : files.Bytes), content);
    }

    private ImmutableArray<int> StepOf(int frame) => _scene.Plan.Step.SetItem(_axis.Index, _frames.IndexOf(frame));
}
