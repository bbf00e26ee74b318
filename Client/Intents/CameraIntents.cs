using Fathom.Client.Loop;
using Fathom.Protocol.Intents;
using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>What the user does with the camera: amounts, which the throttle adds up.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class CameraIntents
{
    private const string Scope = "camera";
    private const string Target = "main";

    private static readonly PropertyKey s_zoom = new(Scope, Target, "zoom");
    private static readonly PropertyKey s_pan = new(Scope, Target, "pan");
    private static readonly PropertyKey s_orbit = new(Scope, Target, "orbit");
    private static readonly PropertyKey s_reset = new(Scope, Target, "reset");

    private readonly IntentLine _line;
    private readonly LoopState _state;

    /// <summary>Creates intents that wait in a line.</summary>
    public CameraIntents(IntentLine line, LoopState state)
    {
        _line = line;
        _state = state;
    }

    /// <summary>The whole pose at once.</summary>
    public static PropertyKey Pose { get; } = new(Scope, Target, "set");

    /// <summary>Where the camera will be.</summary>
    public CameraPrediction Prediction { get; } = new();

    /// <summary>Zooms about a point of the upright picture.</summary>
    /// <param name="magnification">2 shows everything twice as large.</param>
    /// <param name="x">Picture pixels from the left.</param>
    /// <param name="yFromTop">Picture pixels from the top.</param>
    /// <param name="height">The picture's height.</param>
    public void Zoom(double magnification, double x, double yFromTop, double height)
    {
        Prediction.Zoom(magnification, x, yFromTop);
        (double anchorX, double anchorY) = _state.Quirks.ZoomAnchor(x, yFromTop, height);
        Offer(s_zoom, IntentValue.Zoom(_state.Quirks.ZoomFactor(magnification), anchorX, anchorY));
    }

    /// <summary>Moves the picture by pixels of the picture.</summary>
    public void Pan(double dx, double dy)
    {
        Prediction.Pan(dx, dy);
        Offer(s_pan, IntentValue.Pan(dx, dy));
    }

    /// <summary>Turns the volume, by degrees.</summary>
    public void Orbit(double azimuth, double elevation) => Offer(s_orbit, IntentValue.Orbit(azimuth, elevation));

    /// <summary>Shows all of it again.</summary>
    public void Reset()
    {
        Prediction.Suspend();
        Offer(s_reset, IntentValue.Of(MapValue.Of(("reason", "user"))));
    }

    /// <summary>Sets where the camera stands.</summary>
    /// <param name="pose">Any of center, rect, angles and zoom.</param>
    public void Set(MapValue pose)
    {
        Prediction.Suspend();
        Offer(Pose, IntentValue.Of(pose));
    }

    private void Offer(PropertyKey key, in IntentValue value)
    {
        // Before the axes are known the server has nothing to move.
        if (_state.Dims is not null)
        {
            _line.Offer(key, value);
        }
    }
}
