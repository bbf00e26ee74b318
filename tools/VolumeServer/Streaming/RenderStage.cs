using System;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Streaming;

/// <summary>Everything that the render thread draws from: the data's renderer, the state, and the player if an axis plays.</summary>
/// <param name="Store">The state.</param>
/// <param name="Renderer">Draws it.</param>
/// <param name="Player">Plays an axis; null = none.</param>
/// <param name="Data">Closed with the stage, after the renderer; null = somebody else's.</param>
internal sealed record RenderStage(SceneStore Store, SceneRenderer Renderer, Player? Player, IDisposable? Data) : IDisposable
{
    /// <summary>Makes the player's step if it is due and somebody looks; how long to wait for the next at most.</summary>
    public TimeSpan Play(bool isWatched, double now)
    {
        if (Player is null || !isWatched)
        {
            Player?.Pause();
            return LoopWait.Idle;
        }

        Player.TryAdvance(Store, now, out double nextDue);
        return LoopWait.Until(nextDue - now);
    }

    public void Dispose()
    {
        Renderer.Dispose();
        Data?.Dispose();
    }
}
