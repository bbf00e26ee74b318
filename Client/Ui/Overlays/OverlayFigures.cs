using System;
using Fathom.Client.Hosting;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;

namespace Fathom.Client.Ui;

/// <summary>The figures of an overlay in words: frames, rates, coverage.</summary>
/// <remarks>Threads: main thread. Texts live in the pass's scratch: nothing is allocated.</remarks>
internal sealed class OverlayFigures
{
    private const double UsualStep = 0.1;

    private readonly UiParts _parts;
    private object? _layers;
    private int _axes;
    private double _sceneRate;

    /// <summary>Creates figures.</summary>
    public OverlayFigures(UiParts parts)
    {
        _parts = parts;
    }

    /// <summary>Seconds of a frame of the video, on its own clock; a tenth where it has none.</summary>
    public static double FrameSeconds(OverlayItem item) => RateOf(item.Reader) is var rate and > 0 ? 1 / rate : UsualStep;

    /// <summary>Which frame stands there.</summary>
    public static ReadOnlySpan<char> Frame(Gui gui, OverlayItem item)
    {
        int last = item.Reader is { } reader ? reader.FrameCount - 1 : 0;

        // A text within a text would be written over it.
        ReadOnlySpan<char> late = item.LateCount == 0 ? default : gui.Scratch.Format($"; {item.LateCount} were late");
        return item switch
        {
            { Phase: OverlayPhase.HiddenInVolume } => gui.Scratch.Format($"{last + 1} frames"),
            { WantedFrame: OverlayItem.None } => gui.Scratch.Format($"No frame at this time (0 to {last})"),
            { ShownFrame: OverlayItem.None } => gui.Scratch.Format($"Frame {item.WantedFrame} / {last} is being decoded"),
            _ when item.ShownFrame != item.WantedFrame => gui.Scratch.Format($"Frame {item.ShownFrame} / {last}, {item.WantedFrame} is being decoded"),
            _ => gui.Scratch.Format($"Frame {item.ShownFrame} / {last}{late}"),
        };
    }

    /// <summary>Both rates.</summary>
    public ReadOnlySpan<char> Rates(Gui gui, OverlayItem item)
    {
        double video = RateOf(item.Reader), scene = SceneRate();
        ReadOnlySpan<char> first = video > 0 ? gui.Scratch.Format($"Video {video:0.###}/s") : "A still";
        return scene > 0 ? gui.Scratch.Format($"{first}, scene {scene:0.####}/s") : gui.Scratch.Format($"{first}, scene without time");
    }

    /// <summary>How much of the scene's place and time it covers.</summary>
    public static ReadOnlySpan<char> Coverage(Gui gui, OverlayItem item)
    {
        if (item.Aligned is not { } aligned)
        {
            return default;
        }

        double place = aligned.Coverage.Fraction;
        ReadOnlySpan<char> first = place >= 1 ? "Covers all of the scene" : gui.Scratch.Format($"Covers {Percent(place):0.#} % of the scene");
        return aligned.Alignment is not { } alignment ? first
            : alignment.Coverage >= 1 ? gui.Scratch.Format($"{first}, all of its time") : gui.Scratch.Format($"{first}, {Percent(alignment.Coverage):0.#} % of its time");
    }

    /// <summary>What is not all must not be rounded to it.</summary>
    private static double Percent(double part) => Math.Floor(part * 1000) / 10;

    private static double RateOf(OverlayVideoReader? reader)
    {
        if (reader is null || reader.FrameCount < 2)
        {
            return 0;
        }

        ReadOnlySpan<double> times = reader.Timestamps.Span;
        double length = times[^1] - times[0];
        return length > 0 ? (times.Length - 1) / length : 0;
    }

    /// <summary>Steps of the time axis a second; 0 where there is none.</summary>
    private double SceneRate()
    {
        if (_parts.State.Dims is not { } dims)
        {
            return 0;
        }

        if (!ReferenceEquals(_layers, _parts.State.View.Layers) || _axes != dims.Step.Length)
        {
            (_layers, _axes) = (_parts.State.View.Layers, dims.Step.Length);
            int axis = SceneFactsReader.TimeAxis(dims, _parts.World);
            _sceneRate = axis >= 0 && WorldUnits.TryConvert(_parts.World.ScaleOf(axis), _parts.World.UnitOf(axis), "s", out double seconds) && seconds > 0 ? 1 / seconds : 0;
        }

        return _sceneRate;
    }
}
