using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Render;

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
    private readonly LoopState _state;
    private readonly bool _isSnapshot;
    private ImmutableArray<OverlayReport>? _exact;

    /// <summary>Lays the overlays of the settings over the screen's pictures.</summary>
    public RunOverlays(ClientSettings settings, WindowScreen screen, InputParts parts, TimeProvider time, Action<string> say)
    {
        _screen = screen;
        _say = say;
        _state = parts.State;
        _isSnapshot = settings.Snapshot is not null;
        var tools = new OverlayTools(screen.Window, () => screen.Area, time) { Start = desk => new OverlayWorker(desk, OverlayOpener.OpenFile, parts.Wake) };
        Stack = new OverlayStack(tools, screen.Layers, parts.State, parts.Intents, _isSnapshot ? static _ => { } : say) { TellsEdits = screen.IsHeadless };
        foreach (OverlaySpec spec in settings.Overlays)
        {
            Stack.Add(spec);
        }

        screen.Completing = Complete;
    }

    /// <summary>The overlays.</summary>
    public OverlayStack Stack { get; }

    /// <summary>How they stood with the last picture.</summary>
    public ImmutableArray<OverlayReport> Reports => _exact ?? OverlayReport.Of(Stack.Items);

    /// <summary>Lays them over a picture that was drawn for us alone.</summary>
    public CapturedImage Over(ExactPicture picture)
    {
        ImmutableArray<OverlaySpec> specs = Stack.Specs;
        if (specs.IsEmpty)
        {
            return picture.Image;
        }

        try
        {
            (CapturedImage image, _exact) = ExactOverlays.Over(picture, specs, _state);
            return image;
        }
        finally
        {
            // It was drawn in a context of its own.
            _screen.Window.MakeCurrent();
        }
    }

    /// <summary>Of a single picture everything is told at its end, and one that lacks an overlay is refused: it would be another picture.</summary>
    public void CheckSnapshot()
    {
        if (!_isSnapshot)
        {
            return;
        }

        if (_exact is null && Stack.Items.FirstOrDefault(static item => item.Error is not null) is { Error: { } error })
        {
            throw error;
        }

        foreach (OverlayReport overlay in Reports)
        {
            foreach (string warning in overlay.Warnings)
            {
                _say(OverlayPlacement.Named(overlay.Spec.Id, warning));
            }
        }
    }

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
