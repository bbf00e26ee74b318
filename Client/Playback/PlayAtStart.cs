using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Decode;

namespace Fathom.Client.Playback;

/// <summary>Plays an axis from the first picture on, as if the user had pressed its button: the same button stops it.</summary>
/// <remarks>Threads: main thread only. Without a window nobody could stop it, and nothing is played.</remarks>
internal sealed class PlayAtStart : IRunAttachment
{
    private readonly string _axis;
    private readonly double _fps;

    /// <summary>Creates what plays the axis of this name, this many indices a second.</summary>
    public PlayAtStart(string axis, double fps)
    {
        _axis = axis;
        _fps = fps;
    }

    /// <inheritdoc/>
    public IUserInput Attach(InputParts parts, IUserInput input, AxisPlayer? player) => player is null ? input : new Input(this, parts.State, input, player);

    private sealed class Input(PlayAtStart what, LoopState state, IUserInput inner, AxisPlayer player) : IUserInput
    {
        private bool _isDone;

        public void Read(long now)
        {
            inner.Read(now);
            if (_isDone || state.Dims is not { } dims || state.Shown.IsNull)
            {
                return;
            }

            _isDone = true;
            for (int axis = 0; axis < dims.Step.Length; axis++)
            {
                // Who was quicker than the first picture knows what he wants to see.
                if (DimsAxes.Label(dims, axis) == what._axis && !player.IsPlaying)
                {
                    player.Change(axis, player.SettingsOf(what._axis) with { Fps = what._fps }, now);
                    player.Toggle(axis, now);
                    return;
                }
            }
        }

        public void OnShown(in FrameInfo info) => inner.OnShown(info);

        public long? NextDue(long now) => inner.NextDue(now);
    }
}
