using System;

namespace Fathom.VolumeServer.Scene;

/// <summary>The scene that all viewers share: its state now, and word of every change.</summary>
/// <remarks>Threads: any. Changes are applied one after another; <see cref="Changed"/> is raised outside the lock, on the changing thread.</remarks>
internal sealed class SceneStore
{
    private readonly object _gate = new();
    private volatile SceneState _current;

    public SceneStore(SceneState initial) => _current = initial;

    public event Action? Changed;

    public SceneState Current => _current;

    /// <summary>
    /// Applies an intent: the revision grows even when the value was there already, so that every intent has a revision of its own to wait for.
    /// </summary>
    public SceneState Apply(Func<SceneState, SceneState> change)
    {
        SceneState next;
        lock (_gate)
        {
            SceneState changed = change(_current);
            next = changed with { Revision = _current.Revision + 1 };
            _current = next;
        }

        Changed?.Invoke();
        return next;
    }
}
