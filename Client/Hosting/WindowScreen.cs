using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Reports;
using Fathom.Render;

namespace Fathom.Client.Hosting;

/// <summary>Puts window and renderer together as the loop sees them.</summary>
/// <remarks>Threads: main thread, but for <see cref="PostWake"/>. Ownership: of both.</remarks>
internal sealed class WindowScreen : IScreen, IInputSource, IDisposable
{
    private readonly IRenderWindow _window;
    private readonly GlRenderer _renderer;
    private readonly SampleWindow _gpuTimes = new(1024);
    private readonly FrameImporters _importers;
    private readonly TimeProvider _time = TimeProvider.System;

    private WindowScreen(IRenderWindow window, GlRenderer renderer, FrameImporters importers)
    {
        _importers = importers;
        _window = window;
        _renderer = renderer;
    }

    /// <inheritdoc/>
    public bool IsHeadless => _window.IsHeadless;

    /// <inheritdoc/>
    public bool CloseRequested => _window.CloseRequested;

    /// <inheritdoc/>
    public int Pending => _renderer.Pending;

    /// <summary>Milliseconds from draws to their fences.</summary>
    public Distribution GpuMs => _gpuTimes.Summarize();

    /// <summary>What <see cref="GpuMs"/> means on this machine.</summary>
    public string GpuSource => _renderer.GpuTimeSource;

    /// <summary>How often the GL context was lost and replaced.</summary>
    public int ContextLosses => _renderer.ContextLosses;

    /// <summary>GL in its own words.</summary>
    public string Gl => _window.Description;

    /// <summary>How pictures are drawn, and why so.</summary>
    public string Path => _renderer.Path;

    /// <inheritdoc/>
    public ViewTransform View => _renderer.View;

    /// <summary>The window.</summary>
    public IRenderWindow Window => _window;

    /// <summary>What is drawn over the picture, by name, the lowest first.</summary>
    public DrawList Layers { get; } = new();

    /// <summary>What is drawn on top of all and says where the picture goes; null for nothing.</summary>
    public IFrameOverlay? Overlay
    {
        get => (Layers.Find(DrawList.Hud) as Hud)?.Ui;
        set => Layers.Add(DrawList.Hud, value is null ? null : new Hud(value));
    }

    /// <summary>The part of the window that the picture of the present draw goes into.</summary>
    public PictureArea Area { get; private set; }

    /// <summary>Called before a picture is drawn that somebody keeps, so that nothing is missing in it.</summary>
    public Action? Completing { get; set; }

    private DrawOptions Options => Overlay?.Options ?? DrawOptions.Default;

    /// <summary>Told when pictures of a decoder cannot be drawn: what the picture says made it, and why not.</summary>
    public Action<string, string>? SurfaceRefused { get; set; }

    /// <summary>Opens a window, or its stand-in, and makes all that a first picture needs.</summary>
    /// <param name="settings">What to open.</param>
    /// <param name="surfaces">Where pictures may live besides ordinary memory.</param>
    public static WindowScreen Open(ClientSettings settings, IReadOnlyCollection<SurfaceKind> surfaces)
    {
        IRenderWindow window = settings.Headless
            ? RenderWindows.OpenHeadless(settings.Width, settings.Height)
            : RenderWindows.OpenWindow(new WindowOptions { Title = "Fathom", Width = settings.Width, Height = settings.Height, PreferEgl = surfaces.Contains(SurfaceKind.DmaBuf) });
        var importers = FrameImporters.ForThisSystem();
        GlRenderer? renderer = null;
        try
        {
            renderer = GlRenderer.Create(window, new RendererOptions { Importers = importers });
            renderer.Warmup(settings.Width, settings.Height);
            if (surfaces.Any(kind => kind != SurfaceKind.CpuPlanes))
            {
                // Devices give two planes, which have a program of their own.
                renderer.Warmup(settings.Width, settings.Height, PixelLayout.Nv12);
            }

            var screen = new WindowScreen(window, renderer, importers);
            renderer = null;
            window = null!;
            return screen;
        }
        finally
        {
            renderer?.Dispose();
            window?.Dispose();
        }
    }

    /// <inheritdoc/>
    public bool TryDequeue(out InputEvent input) => _window.TryDequeue(out input);

    /// <inheritdoc/>
    public bool IsFree()
    {
        _renderer.RecoverIfLost();
        _renderer.RetireFences();
        return _renderer.WaitForPreviousSwap(TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public bool Show(FrameLease lease)
    {
        DrawOptions options = Options;
        Area = options.Area;
        if (!_renderer.Draw(lease, options))
        {
            // No swap: what the back buffer holds is undefined, what is on the screen is the last picture.
            if (_importers.TryTakeRefusal(out string decoder, out string why))
            {
                SurfaceRefused?.Invoke(decoder, why);
            }

            return false;
        }

        long draw = _renderer.DrawCount;
        Layers.Draw(_renderer.View);
        long drawn = _time.GetTimestamp();
        _renderer.SwapBuffers();
        LastShow = new ShowTimes(draw, drawn, _time.GetTimestamp());

        // A swap that waited for the screen has seen the GPU finish: the sooner the look, the nearer the stamp.
        _renderer.RetireFences();
        return true;
    }

    /// <inheritdoc/>
    public ShowTimes LastShow { get; private set; }

    /// <inheritdoc/>
    public bool TryTakeGpuTime(out GpuTime time)
    {
        if (!_renderer.TryTakeGpuTime(out time))
        {
            return false;
        }

        _gpuTimes.Add(_time.GetElapsedTime(time.Drawn, time.Done).TotalMilliseconds);
        return true;
    }

    /// <inheritdoc/>
    public void ShowPlaceholder()
    {
        _renderer.DrawPlaceholder(Options);
        Layers.Draw(default);
        _renderer.SwapBuffers();
    }

    /// <summary>Reads back what was drawn, before it is swapped: for an <see cref="Overlay"/>, that is.</summary>
    public CapturedImage CaptureDrawn() => _renderer.Capture();

    /// <summary>Draws the picture once more, with what lies over it and without the panels, and reads it back. Takes over the renderer role.</summary>
    public CapturedImage Capture(FrameLease lease)
    {
        Completing?.Invoke();
        Area = default;
        _renderer.Draw(lease, DrawOptions.Default);
        Layers.SetVisible(DrawList.Hud, false);
        try
        {
            Layers.Draw(_renderer.View);
        }
        finally
        {
            // Whatever an overlay throws, the panels are there again with the next picture.
            Layers.SetVisible(DrawList.Hud, true);
        }

        return _renderer.Capture();
    }

    /// <inheritdoc/>
    public void SetTitle(string title) => _window.Title = title;

    /// <inheritdoc/>
    public void WaitEvents(TimeSpan timeout) => _window.WaitEvents(timeout);

    /// <inheritdoc/>
    public void PostWake() => _window.PostWake();

    /// <inheritdoc/>
    public void Finish() => _renderer.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        _renderer.Dispose();
        _window.Dispose();
    }
}
