using System;
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

    private WindowScreen(IRenderWindow window, GlRenderer renderer)
    {
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

    /// <summary>What is drawn with each picture; null for nothing.</summary>
    public IFrameOverlay? Overlay { get; set; }

    private DrawOptions Options => Overlay?.Options ?? DrawOptions.Default;

    /// <summary>Opens a window, or its stand-in, and makes all that a first picture needs.</summary>
    public static WindowScreen Open(ClientSettings settings)
    {
        IRenderWindow window = settings.Headless
            ? RenderWindows.OpenHeadless(settings.Width, settings.Height)
            : RenderWindows.OpenWindow(new WindowOptions { Title = "Fathom", Width = settings.Width, Height = settings.Height });
        GlRenderer? renderer = null;
        try
        {
            renderer = GlRenderer.Create(window);
            renderer.Warmup(settings.Width, settings.Height);
            var screen = new WindowScreen(window, renderer);
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
        while (_renderer.TryTakeGpuTime(out TimeSpan time))
        {
            _gpuTimes.Add(time.TotalMilliseconds);
        }

        return _renderer.WaitForPreviousSwap(TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Show(FrameLease lease)
    {
        _renderer.Draw(lease, Options);
        Overlay?.Draw(_renderer.View);
        _renderer.SwapBuffers();
    }

    /// <inheritdoc/>
    public void ShowPlaceholder()
    {
        _renderer.DrawPlaceholder(Options);
        Overlay?.Draw(default);
        _renderer.SwapBuffers();
    }

    /// <summary>Draws the picture once more and reads it back. Takes over the renderer role.</summary>
    public CapturedImage Capture(FrameLease lease)
    {
        _renderer.Draw(lease, DrawOptions.Default);
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
