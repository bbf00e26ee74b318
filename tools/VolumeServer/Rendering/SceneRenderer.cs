using System;
using System.Collections.Immutable;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>A state of the scene to a picture and the view that describes it.</summary>
/// <remarks>Threads: one.</remarks>
internal sealed class SceneRenderer
{
    private const long CacheBytes = 96 << 20;

    private readonly VolumeInfo _info;
    private readonly SliceCache _slices;
    private readonly SliceRenderer _plane = new();
    private readonly ProjectionRenderer _projection;
    private readonly bool _burnMarks;
    private long _pictures;

    public SceneRenderer(IVolumeSource source, bool burnMarks)
    {
        _info = source.Info;
        _slices = new SliceCache(source, CacheBytes);
        _projection = new ProjectionRenderer(source, _plane);
        _burnMarks = burnMarks;
    }

    public SliceCache Slices => _slices;

    /// <summary>Draws the state; the picture's times are the caller's business.</summary>
    public void Render(SceneState state, RenderedPicture picture)
    {
        YuvBuffer target = picture.Buffer;
        if (state.IsVolume)
        {
            _projection.Render(state.Step, state.Orbit, state.Layer, target);
        }
        else
        {
            ReadOnlySpan<byte> samples = _slices.Get(new SliceRequest(state.Step, 1));
            _plane.Render(samples, _info.Sample, _info.Columns, _info.Rows, SampleWindow.Of(state.Plane, _info), state.Layer, target);
        }

        picture.View = Describe(state, target.Width, target.Height);
        _pictures++;
        if (_burnMarks)
        {
            BurnMarks.Write(target, state.Revision, _pictures, state.Step[0], state.Step.Length > 1 ? state.Step[1] : 0);
        }
    }

    private FrameView Describe(SceneState state, int width, int height)
    {
        double flipY = (_info.Rows - 1) * _info.Axes[_info.RowAxis].Scale;
        ImmutableArray<int> displayed = state.Displayed(_info);
        return new FrameView(state.Step.AsSpan(), displayed.AsSpan())
        {
            Revision = state.Revision,
            WorldToPixel = state.IsVolume
                ? state.Orbit.WorldToPixel(flipY, width, height)
                : SampleWindow.WorldToPixel(state.Plane, _info, width, height),
            Quality = state.IsVolume ? FrameQuality.Interactive : FrameQuality.Refined,
        };
    }
}
