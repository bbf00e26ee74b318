namespace Fathom.VolumeServer.Scene;

/// <summary>Plays one axis: a step a period, round and round. It rests while a viewer moves that axis by hand, and goes on from there.</summary>
/// <remarks>Threads: <see cref="TryAdvance"/> by the render thread, <see cref="Rest"/> by any.</remarks>
internal sealed class Player
{
    /// <summary>How long after a viewer's last own move it plays on.</summary>
    public const double RestSeconds = 2;

    private readonly object _gate = new();
    private readonly int _axis;
    private readonly int _length;
    private readonly double _period;
    private double _due = double.NaN;

    public Player(int axis, int length, double stepsPerSecond)
    {
        _axis = axis;
        _length = length;
        _period = 1 / stepsPerSecond;
    }

    /// <summary>A viewer moved an axis.</summary>
    public void Rest(int axis, double now)
    {
        if (axis == _axis)
        {
            lock (_gate)
            {
                _due = now + RestSeconds;
            }
        }
    }

    /// <summary>Nobody looks: the axis stands still until <see cref="TryAdvance"/> is called again, and no step is made up for.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _due = double.NaN;
        }
    }

    /// <summary>Makes a step if it is due; <paramref name="nextDue"/> says when to come again.</summary>
    public bool TryAdvance(SceneStore store, double now, out double nextDue)
    {
        bool due;
        lock (_gate)
        {
            due = double.IsNaN(_due) || now >= _due;
            if (due)
            {
                // Keep the beat, but never run after steps that were missed.
                _due = double.IsNaN(_due) || now - _due > _period ? now + _period : _due + _period;
            }

            nextDue = _due;
        }

        if (due)
        {
            store.Apply(state => state with { Step = state.Step.SetItem(_axis, (state.Step[_axis] + 1) % _length) });
        }

        return due;
    }
}
