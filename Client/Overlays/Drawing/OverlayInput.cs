using System;
using Fathom.Client.Loop;
using Fathom.Decode;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Lets the overlays go on with every tick, after what the user does.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class OverlayInput(OverlayStack stack, IUserInput inner) : IUserInput
{
    /// <summary>The overlay that the interface draws itself; null for none.</summary>
    public Func<string?> Held { get; init; } = static () => null;

    /// <inheritdoc/>
    public void Read(long now)
    {
        inner.Read(now);
        stack.Hold(Held());
        stack.Update();
    }

    /// <inheritdoc/>
    public void OnShown(in FrameInfo info) => inner.OnShown(info);

    /// <inheritdoc/>
    public long? NextDue(long now)
    {
        long? ours = stack.NextDue(), theirs = inner.NextDue(now);
        return ours is { } due && (theirs is null || due < theirs) ? due : theirs;
    }
}
