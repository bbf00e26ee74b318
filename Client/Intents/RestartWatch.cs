using System.Linq;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>Notices that a server has started anew and forgotten what the user had set, and whether it is this viewer's to set it again.</summary>
/// <remarks>
/// Threads: main thread only. Of two viewers only one may do it: the driver where the server names one, else whoever is alone.
/// Others show by the intents that notices carry.
/// </remarks>
internal sealed class RestartWatch
{
    private readonly FrameFactory _frames;
    private NotifyDims? _before;
    private CameraModel _cameraBefore = CameraModel.Unknown;
    private LayersModel _layersBefore = LayersModel.Empty;
    private bool _othersSeen;
    private bool _cameraIsOurs;
    private bool _cameraWasOurs;

    /// <summary>Creates a watch.</summary>
    /// <param name="frames">Knows the ids of this viewer's intents.</param>
    public RestartWatch(FrameFactory frames)
    {
        _frames = frames;
    }

    /// <summary>The server told everybody about a change.</summary>
    public void OnNotice(Message notice)
    {
        if (notice.IntentId is { } intent && !_frames.Made(intent))
        {
            _othersSeen = true;
            _cameraIsOurs &= notice is not NotifyCamera;
        }
    }

    /// <summary>The user moved the camera.</summary>
    public void OnCameraSent() => _cameraIsOurs = true;

    /// <summary>The connection is gone: remembers how things stood.</summary>
    public void OnDisconnected(NotifyDims? dims, CameraModel camera, LayersModel layers)
    {
        // A connection that broke before its first dims has told nothing; what stood before still counts.
        if (_before is null && dims is not null)
        {
            _before = dims;
            _cameraBefore = camera;
            _layersBefore = layers;
            _cameraWasOurs = _cameraIsOurs;
        }
    }

    /// <summary>Dims came. True when they are the first after a break and the server has forgotten the ones before, though it shows the same data.</summary>
    /// <param name="dims">The dims.</param>
    /// <param name="now">All that the server has said in this session.</param>
    /// <param name="pose">The camera to set again; null when it stands well or is not this viewer's.</param>
    public bool IsRestarted(NotifyDims dims, ViewerState now, out MapValue? pose)
    {
        pose = null;
        if (_before is not { } before)
        {
            return false;
        }

        _before = null;
        bool mayDrive = now.Drive?.IsDriver ?? !_othersSeen;
        bool isRestarted = mayDrive && ShowsSameData(before, dims)
            && (before.Ndisplay != dims.Ndisplay || !before.Step.SequenceEqual(dims.Step) || LayersDiffer(now.Layers) || (_cameraWasOurs && CameraOf(dims, now) is not null));
        pose = isRestarted && _cameraWasOurs && before.Ndisplay == dims.Ndisplay ? CameraOf(dims, now) : null;

        _cameraIsOurs = isRestarted && _cameraWasOurs;
        _othersSeen = false;
        return isRestarted;
    }

    /// <summary>The pose of before, where the server has another one now.</summary>
    private MapValue? CameraOf(NotifyDims dims, ViewerState now) => dims.Ndisplay >= 3
        ? _cameraBefore.Volume is { } volume && volume != now.Camera.Volume ? PoseOf(volume) : null
        : _cameraBefore.Plane is { HasRect: true } plane && plane != now.Camera.Plane ? PoseOf(plane) : null;

    private bool LayersDiffer(LayersModel now) => _layersBefore.Layers.Any(before =>
        now[before.Id] is { } layer && before.Controls.Entries.Any(entry => layer.Controls[entry.Key] is { } value && !value.MeansSameAs(entry.Value, 1e-9)));

    private static bool ShowsSameData(NotifyDims before, NotifyDims now) =>
        before.LevelShapes.Length == now.LevelShapes.Length
        && before.LevelShapes.Zip(now.LevelShapes).All(static pair => pair.First.SequenceEqual(pair.Second))
        && (before.AxisLabels.IsDefault ? [] : before.AxisLabels).SequenceEqual(now.AxisLabels.IsDefault ? [] : now.AxisLabels);

    private static MapValue PoseOf(in PlanePose plane) => MapValue.Of(
        ("center", new[] { plane.Left + (plane.Width / 2), plane.Bottom + (plane.Height / 2) }),
        ("rect", new[] { plane.Left, plane.Bottom, plane.Width, plane.Height }));

    private static MapValue PoseOf(in VolumePose volume) => MapValue.Of(
        ("center", new[] { volume.CenterX, volume.CenterY, volume.CenterZ }),
        ("angles", new[] { volume.Azimuth, volume.Elevation, volume.Roll }));
}
