using System;
using System.Collections.Immutable;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Wizard;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Ui;

/// <summary>One calibration that is under way: the video, what is picked, which point is meant.</summary>
/// <remarks>Threads: main thread. Ownership: of the frames.</remarks>
internal sealed class WizardSession : IDisposable
{
    /// <summary>Begins with a video that is opened meanwhile.</summary>
    /// <param name="spec">The overlay.</param>
    /// <param name="scene">What lies under it.</param>
    /// <param name="displayed">The axes that are shown: points of the scene are places along them.</param>
    /// <param name="firstFrame">The frame to begin with.</param>
    /// <param name="wake">Wakes the main thread. Any thread.</param>
    public WizardSession(VideoOverlaySpec spec, SceneFacts scene, ImmutableArray<int> displayed, int firstFrame, Action wake)
    {
        Spec = spec;
        Scene = scene;
        Displayed = displayed;
        Frames = new WizardFrames(spec.Path, spec.FrameRate ?? 0, firstFrame, wake);
    }

    /// <summary>The overlay.</summary>
    public VideoOverlaySpec Spec { get; }

    /// <summary>What lies under it.</summary>
    public SceneFacts Scene { get; }

    /// <summary>The axes that were shown when it began.</summary>
    public ImmutableArray<int> Displayed { get; }

    /// <summary>The frames.</summary>
    public WizardFrames Frames { get; }

    /// <summary>What is picked; null until the video is open.</summary>
    public CalibrationWizard? Wizard { get; private set; }

    /// <summary>The part of the frame that the overlay reads, where it does not read all of it.</summary>
    public FrameReading Reading { get; private set; } = FrameReading.Whole;

    /// <summary>How the frame is looked at.</summary>
    public FrameZoom Zoom { get; } = new();

    /// <summary>The point that keys act on.</summary>
    public WizardHandle Selected { get; set; }

    /// <summary>Whether that is its side in the scene.</summary>
    public bool IsSceneSide { get; set; }

    /// <summary>Why the frame that was asked for cannot be shown; null while it can.</summary>
    public string? FrameTrouble { get; set; }

    /// <summary>Where the calibration is kept unless somebody says otherwise.</summary>
    public string UsualPath => Spec.CalibrationPath ?? CalibrationDocument.PathBeside(Spec.Path);

    /// <summary>Begins to pick as soon as the video is open; what was wrong with the calibration of before, if something was.</summary>
    public string? Begin()
    {
        if (Wizard is not null || Frames.Count == 0)
        {
            return null;
        }

        CalibrationDocument? before = null;
        string? trouble = null;
        try
        {
            before = System.IO.File.Exists(UsualPath) ? CalibrationDocument.Read(UsualPath) : null;
        }
        catch (FathomException told)
        {
            trouble = $"{told.What} {told.Why} The wizard begins with nothing.";
        }

        Wizard = new CalibrationWizard(Frames.Size, Scene, before);
        Reading = new FrameReading(Spec.Crop ?? before?.Reading.Crop, 1);
        if (Reading.Crop is { } crop && !crop.FitsInto(Frames.Size))
        {
            Reading = FrameReading.Whole;
        }

        return trouble;
    }

    /// <inheritdoc/>
    public void Dispose() => Frames.Dispose();
}
