using System;
using System.Buffers;
using BenchmarkDotNet.Attributes;
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

    private readonly SliceRenderer _slices = new();
    private readonly YuvBuffer _picture = new(Width, Height);
    private readonly ArrayBufferWriter<byte> _unit = new(1 << 20);
    private IVolumeSource _volume = null!;
    private ProjectionRenderer _projection = null!;
    private SceneState _state = null!;
    private VideoEncoder _encoder = null!;
    private byte[] _samples = [];
    private byte[] _generated = [];
    private int _time;

    [GlobalSetup]
    public void Setup()
    {
        _volume = OpenVolume();
        _projection = new ProjectionRenderer(_volume, _slices);
        _state = SceneState.Initial(_volume.Info, Width, Height);
        _samples = new byte[EmbryoGeometry.Rows * EmbryoGeometry.Columns * 2];
        _generated = new byte[_samples.Length];
        _volume.ReadSlice(new SliceRequest(_state.Step, 1), _samples);
        _encoder = VideoEncoder.Open(new EncoderSettings { Width = Width, Height = Height, BitsPerSecond = 8_000_000 });
        RenderSlice();
        if (_picture.LumaRow(Height / 2)[Width / 2] <= YuvBuffer.BlackLuma)
        {
            throw new InvalidOperationException("The picture is black: nothing worth measuring was drawn.");
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _encoder.Dispose();
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
    public void RenderSlice() => _slices.Render(
        _samples, SampleType.UInt16, EmbryoGeometry.Columns, EmbryoGeometry.Rows, SampleWindow.Of(_state.Plane, _volume.Info), _state.Layer, _picture);

    [Benchmark]
    public void RenderProjection() => _projection.Render(_state.Step, _state.Orbit, _state.Layer, _picture);

    [Benchmark]
    [BenchmarkCategory("Gate")]
    public void CopyAndEncode()
    {
        PictureCopy.Into(_encoder.Picture, _picture);
        _unit.ResetWrittenCount();
        _encoder.Encode(forceKeyframe: false, _unit, out _);
    }

    private static EmbryoVolume OpenVolume() => new(7);
}
