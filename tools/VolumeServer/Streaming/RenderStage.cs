using System;
using System.Threading;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Streaming;

/// <summary>Everything that the render thread draws from: the data's renderer, the state, and the player if an axis plays.</summary>
/// <param name="Store">The state.</param>
/// <param name="Renderer">Draws it.</param>
/// <param name="Player">Plays an axis; null = none.</param>
/// <param name="Data">Closed with the stage, after the renderer; null = somebody else's.</param>
/// <remarks>Ownership: made with one holder, whose <see cref="Dispose"/> lets go; whoever draws from it beside the render thread holds it meanwhile. The last one closes it.</remarks>
internal sealed record RenderStage(SceneStore Store, SceneRenderer Renderer, Player? Player, IDisposable? Data) : IDisposable
{
    private int _holders = 1;

    /// <summary>Makes a renderer of the same data for pictures that are drawn beside everybody's.</summary>
    public Func<SceneRenderer> MakeBeside { get; init; } = static () => throw new InvalidOperationException("Nothing is drawn beside this stage.");

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

    /// <summary>Keeps it open; false when it is closed already.</summary>
    public bool TryHold()
    {
        int holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            int seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    /// <summary>Lets go of what <see cref="TryHold"/> kept.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            Renderer.Dispose();
            Data?.Dispose();
        }
    }

    public void Dispose() => Release();
}
