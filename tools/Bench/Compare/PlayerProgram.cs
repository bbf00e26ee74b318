using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace Fathom.Bench.Compare;

/// <summary>mpv in a window of a virtual X server. It tells nobody when a picture is readable, so there is no latency; what its start takes is
/// found by a short run and taken off.</summary>
internal sealed class PlayerProgram : IComparedProgram
{
    private const int ShortRun = 10;

    private readonly ChildMeter _meter;
    private readonly string _output;
    private readonly IReadOnlyList<string> _options;
    private readonly int _divisor;
    private VirtualScreen? _screen;

    private PlayerProgram(ChildMeter meter, string output, IReadOnlyList<string> options, int divisor, string does)
    {
        _meter = meter;
        _output = output;
        _options = options;
        _divisor = divisor;
        Does = does + "; untimed, nothing dropped, no sound, with mpv's own threads; the X server's own time is not counted, and it does not say when a picture is readable";
    }

    public string Name => "mpv-" + _output;

    public string Does { get; }

    public string Version { get; private set; } = "";

    /// <summary>Its way without GL: conversion by libswscale, the window's pixels through shared memory.</summary>
    public static PlayerProgram WithX11(ChildMeter meter) => new(meter, "x11", [], 1, "mpv decodes, converts with libswscale and puts the picture into an Xvfb window through shared memory");

    /// <summary>Its usual way: planes as textures, its shaders.</summary>
    public static PlayerProgram WithGl(ChildMeter meter) => new(
        meter, "gpu", ["--gpu-context=x11egl", "--gpu-sw=yes", "--opengl-swapinterval=0"], 2, "mpv decodes, uploads the planes and shades them with its default scalers, in an Xvfb window, by the software GL");

    public string CommandFor(ComparedClip clip, int frames) => "mpv " + string.Join(' ', Arguments(clip with { Path = "FILE" }, LongRun(frames)));

    public string? WhyNot()
    {
        if (_meter.Run("mpv", ["--no-config", "--version"], CancellationToken.None) is not { Exit: 0 } run)
        {
            return "install mpv (apt-get install mpv)";
        }

        Version = run.Output.Split(" Copyright")[0].Trim();
        _screen ??= VirtualScreen.TryStart();
        return _screen is null ? "install Xvfb (apt-get install xvfb)" : null;
    }

    /// <summary>Its own threads hide what slices are good for.</summary>
    public bool Plays(ComparedClip clip) => clip.Slices == 1;

    public ProgramFigures Measure(ComparedClip clip, int frames, CancellationToken interrupt)
    {
        ChildRun few = Play(clip, ShortRun, interrupt), many = Play(clip, LongRun(frames), interrupt);
        int between = LongRun(frames) - ShortRun;
        double each = Math.Max(0, many.ProcessorSeconds - few.ProcessorSeconds) / between;
        return new ProgramFigures
        {
            Rate = between / Math.Max(1e-3, many.Seconds - few.Seconds),
            ProcessorMsPerFrame = each * 1000,
            StartProcessorSeconds = Math.Max(0, few.ProcessorSeconds - (each * ShortRun)),
            PeakMebibytes = many.PeakMebibytes,
        };
    }

    public void Dispose()
    {
        _screen?.Dispose();
        _screen = null;
    }

    private int LongRun(int frames) => ShortRun + Math.Max(ShortRun, frames / _divisor);

    private ChildRun Play(ComparedClip clip, int frames, CancellationToken interrupt)
    {
        ChildRun? run = _meter.Run("mpv", Arguments(clip, frames), interrupt, new Dictionary<string, string> { ["DISPLAY"] = _screen!.Name, ["WAYLAND_DISPLAY"] = "" });
        return run is { Exit: 0 } ? run : throw ProgramFailedException.After(run);
    }

    private string[] Arguments(ComparedClip clip, int frames) =>
    [
        "--no-config", "--no-audio", "--no-osc", "--osd-level=0", "--hwdec=no", "--untimed", "--framedrop=no", "--video-sync=display-desync", "--no-correct-pts", "--fps=60", "--cache=no",
        "--vd-lavc-threads=" + clip.Threads.ToString(CultureInfo.InvariantCulture), "--vo=" + _output, .. _options, "--frames=" + frames.ToString(CultureInfo.InvariantCulture), clip.Path,
    ];
}
