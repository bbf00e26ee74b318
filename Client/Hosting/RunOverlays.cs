using System;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;

namespace Fathom.Client.Hosting;

/// <summary>The overlays of a run: over the pictures of its window and in those that are saved.</summary>
/// <remarks>Threads: main thread. Ownership: of the stack; disposed before the window.</remarks>
internal sealed class RunOverlays : IDisposable
{
    /// <summary>In a window somebody waits for the picture to be saved, and sees whether an overlay is there.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Without one nobody can see what is missing.</summary>
    private static readonly TimeSpan s_unattended = TimeSpan.FromSeconds(60);

    private readonly WindowScreen _screen;
    private readonly Action<string> _say;

    /// <summary>Lays the overlays of the settings over the screen's pictures.</summary>
    public RunOverlays(ClientSettings settings, WindowScreen screen, InputParts parts, TimeProvider time, Action<string> say)
    {
        _screen = screen;
        _say = say;
        var tools = new OverlayTools(screen.Window, () => screen.Area, time) { Wake = parts.Wake };
        Stack = new OverlayStack(tools, screen.Layers, parts.State, parts.Intents, say);
        foreach (OverlaySpec spec in settings.Overlays)
        {
            Stack.Add(spec);
        }

        screen.Completing = Complete;
    }

    /// <summary>The overlays.</summary>
    public OverlayStack Stack { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _screen.Completing = null;
        Stack.Dispose();
    }

    private void Complete()
    {
        if (!Stack.Complete(_screen.IsHeadless ? s_unattended : s_patience))
        {
            _say("an overlay is missing in the picture that is saved: its file is still being read.");
        }
    }
}
