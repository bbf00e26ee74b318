using System;
using System.Collections.Immutable;
using System.Linq;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Bench.Client;

/// <summary>What do all panels cost in a frame of 1280×720, beside one blank picture of that size copied to the framebuffer?</summary>
/// <remarks>Panels of five axes and six layers, in 3-D, with every row that there is. The GPU's work is in the time.</remarks>
[BenchmarkCategory(AllocationGate.Category)]
#pragma warning disable CA1001 // Close disposes what Open made.
public class DrawInterface : IStreamControl
#pragma warning restore CA1001
{
    private const int Width = 1280;
    private const int Height = 720;
    private const int Layers = 6;

    private static readonly NativeBufferPool s_pool = new();

    private readonly LeaseLedger _ledger = new();
    private readonly LoopState _state = new();
    private IRenderWindow? _window;
    private GlRenderer? _renderer;
    private ShapeCanvas? _canvas;
    private MeasuringCanvas? _measure;
    private MainView? _view;
    private FrameLease _lease;

    [GlobalSetup]
    public void Open()
    {
        _window = RenderWindows.OpenHeadless(Width, Height);
        _renderer = GlRenderer.Create(_window, new RendererOptions { Path = RenderPath.Blit });
        _canvas = new ShapeCanvas(_window);
        _measure = new MeasuringCanvas(_canvas);
        _lease = MakePicture();
        var frames = new FrameFactory(TimeProvider.System);
        var intents = new IntentQueue(this, _state, frames, TimeProvider.System);
        Tell(intents);
        var counters = new FlightCounters();
        var player = new AxisPlayer(_state, intents, new PresenterQueue(new PresenterOptions(), counters.Drops), TimeProvider.System);
        _view = new MainView(new UiParts(_state, intents, player, counters, "localhost:8081", static () => { }, TimeProvider.System), new UiSettings("localhost:8081"))
        {
            Picture = new ViewTransform(0, 0, Width, Height, Width, Height),
        };
        Panels();
        if (_canvas.Quads < 500)
        {
            throw new InvalidOperationException($"Only {_canvas.Quads} quads were drawn: that is not the interface.");
        }
    }

    [GlobalCleanup]
    public void Close()
    {
        _state.DropShown();
        _canvas?.Dispose();
        _renderer?.Dispose();
        _window?.Dispose();
        _lease.Release(LeaseRole.Decoder);
    }

    /// <summary>One picture that needs no conversion: upload and copy.</summary>
    [Benchmark(Baseline = true)]
    public bool BlankBlit()
    {
        _lease.Acquire(LeaseRole.Renderer);
        bool drawn = _renderer!.Draw(_lease, DrawOptions.Default);
        _renderer.Finish();
        return drawn;
    }

    /// <summary>All panels: layout, shapes, upload, draw call, pixels.</summary>
    [Benchmark]
    public int Panels()
    {
        _canvas!.Begin();
        _view!.Pass(_canvas, Width, Height, 1, 1, 1, default);
        _canvas.End();
        _window!.Gl.Finish();
        return _canvas.Quads;
    }

    /// <summary>A pass that only finds out what an event hits.</summary>
    [Benchmark]
    public bool EventPass()
        => _view!.Pass(_measure!, Width, Height, 1, 1, 1, new InputEvent { Kind = InputKind.MouseMove, X = 700, Y = 300 });

    /// <inheritdoc/>
    public bool TryPost(Message message) => true;

    void IStreamControl.AimPixel(PixelTarget target)
    {
    }

    void IStreamControl.Configure(StreamConfiguration configuration)
    {
    }

    void IStreamControl.OnSession()
    {
    }

    private static MapValue Layer(int index) => MapValue.Of(
        ("layer_id", $"layer-{index}"),
        ("name", $"channel {index}"),
        ("scale", new double[] { 1, 30, 2, 0.5, 0.5 }),
        ("metadata", MapValue.Of(("contrast_range", new double[] { 0, 65535 }))),
        ("controls", MapValue.Of(
            ("visible", true),
            ("opacity", 0.8),
            ("gamma", 1.0),
            ("colormap", "viridis"),
            ("blending", "additive"),
            ("interpolation", "linear"),
            ("rendering", "attenuated_mip"),
            ("attenuation", 0.05),
            ("contrast_limits", new double[] { 100, 4000 }))));

    private void Tell(IntentQueue intents)
    {
        var layers = ImmutableArray.CreateBuilder<MapValue>();
        for (int i = 0; i < Layers; i++)
        {
            layers.Add(Layer(i));
        }

        var scene = new NotifyScene(new Envelope { Session = "s", FrameId = "f", Timestamp = 1, Seq = 0, DeltaToken = "t" }, MapValue.Empty, layers.ToImmutable());
        var dims = new NotifyDims(
            new Envelope { Session = "s", FrameId = "d", Timestamp = 1 }, [3, 40, 20, 5, 100, 100, 100], [], 0, [[8, 90, 60, 12, 200, 300, 400], [8, 90, 60, 12, 100, 150, 200]], NotifyDims.VolumeMode, 3)
        {
            AxisLabels = ["v", "t", "c", "a", "z", "y", "x"],
        };
        _state.Session = new SessionWelcome(
            new Envelope { Session = "s", FrameId = "w", Timestamp = 1 }, new SessionInfo("s", 15, 250),
            [.. ClientExtensions.Wanted.Select(static name => new System.Collections.Generic.KeyValuePair<string, FeatureToggle>(name, new FeatureToggle(true, 1)))]);
        _state.View = _state.View.With(scene).With(dims);
        _state.Dims = dims;
        intents.OnDims(dims);
        intents.OnLayers(scene);
        _state.Keep(_lease);
    }

    private FrameLease MakePicture()
    {
        NativeBuffer buffer = s_pool.Rent(Width * Height * 4);
        buffer.Length = Width * Height * 4;
        ReadOnlySpan<PlaneView> planes = [new PlaneView(buffer.Address, Width * 4, Width * 4, Height)];
        var info = new FrameInfo { Width = Width, Height = Height, Layout = PixelLayout.Rgba, Path = "blank" };
        return _ledger.TryOpen(info, planes, buffer, out FrameLease lease) ? lease : throw new InvalidOperationException("The ledger is full.");
    }
}
