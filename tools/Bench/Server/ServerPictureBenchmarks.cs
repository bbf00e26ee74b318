using System;
using System.Buffers;
using System.Threading;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Painting;
using Fathom.Decode;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Embryo;

namespace Fathom.Bench.Server;

/// <summary>What a served picture costs at 1280×720, stage by stage.</summary>
[MemoryDiagnoser]
public class ServerPictureBenchmarks
{
    private const int Width = 1280;
    private const int Height = 720;

    private readonly RenderedPicture _picture = new(Width, Height);
    private readonly ArrayBufferWriter<byte> _unit = new(1 << 20);
    private IVolumeSource _volume = null!;
    private SceneRenderer _renderer = null!;
    private SceneState _state = null!;
    private SceneState _orbit = null!;
    private VolumeSet _cells = null!;
    private SceneRenderer _cellRenderer = null!;
    private SceneState _cellState = null!;
    private VideoEncoder _encoder = null!;
    private byte[] _generated = [];
    private int _time;

    [GlobalSetup]
    public void Setup()
    {
        _volume = OpenVolume();
        var layout = SceneLayout.Of(_volume);
        _renderer = OpenRenderer(layout);
        _state = SceneState.Initial(layout, Width, Height);
        _orbit = _state with { DisplayedAxes = 3 };
        _cells = CellField.Open(7);
        var tissue = SceneLayout.Of(_cells);
        _cellRenderer = OpenRenderer(tissue);
        _cellState = SceneState.Initial(tissue, Width, Height);
        _generated = new byte[EmbryoGeometry.Rows * EmbryoGeometry.Columns * 2];
        _encoder = VideoEncoder.Open(new EncoderSettings { Width = Width, Height = Height, BitsPerSecond = 8_000_000 });
        RenderSlice();
        if (_picture.Buffer.LumaRow(Height / 2)[Width / 2] <= YuvBuffer.BlackLuma)
        {
            throw new InvalidOperationException("The picture is black: nothing worth measuring was drawn.");
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _encoder.Dispose();
        _renderer.Dispose();
        _cellRenderer.Dispose();
        _cells.Dispose();
        _volume.Dispose();
    }

    [Benchmark]
    public void GenerateSlice()
    {
        _time = (_time + 1) % EmbryoGeometry.Times;
        _volume.ReadSlice(new SliceRequest(_state.Step.SetItem(0, _time), 1), _generated);
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Gate")]
    public void RenderSlice() => _renderer.Render(_state, _picture, RenderEffort.Interactive, CancellationToken.None);

    /// <summary>Two channels and labels over each other.</summary>
    [Benchmark]
    [BenchmarkCategory("Gate")]
    public void RenderLayers() => _cellRenderer.Render(_cellState, _picture, RenderEffort.Interactive, CancellationToken.None);

    [Benchmark]
    [BenchmarkCategory("Gate")]
    public void RenderProjection()
    {
        // A camera that moves, so that nothing can be kept from the last picture.
        _orbit = _orbit with { Orbit = _orbit.Orbit.Orbited(1, 0) };
        _renderer.Render(_orbit, _picture, RenderEffort.Interactive, CancellationToken.None);
    }

    [Benchmark]
    [BenchmarkCategory("Gate")]
    public void CopyAndEncode()
    {
        PictureCopy.Into(_encoder.Picture, _picture.Buffer);
        _unit.ResetWrittenCount();
        _encoder.Encode(forceKeyframe: false, _unit, out _);
    }

    private static EmbryoVolume OpenVolume() => new(7);

    private static SceneRenderer OpenRenderer(SceneLayout layout) => new(layout, burnMarks: false);
}
