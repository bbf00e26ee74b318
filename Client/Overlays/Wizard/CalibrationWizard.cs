using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Overlays.Wizard;

/// <summary>
/// Makes a calibration from what a user picks in the frame and in the scene: points come and go, and what comes of them is there after each change.
/// Knows no window, no video and no clock. Nothing that can be clicked or typed makes it throw.
/// </summary>
/// <remarks>Threads: one. Pixels are those of the whole frame, whatever is cropped; places and lengths are in the scene's unit.</remarks>
internal sealed class CalibrationWizard
{
    private readonly WizardHistory _history;
    private readonly FrameReading _reading;
    private WizardDraft _saved;
    private WizardResult? _result;

    /// <summary>Begins with nothing, or with what a calibration was made of.</summary>
    /// <param name="frame">The size of the video's whole frames.</param>
    /// <param name="scene">The scene under it.</param>
    /// <param name="before">The calibration that is to be made better; null for none.</param>
    public CalibrationWizard(SizePx frame, SceneFacts scene, CalibrationDocument? before = null)
    {
        Frame = frame;
        Scene = scene;
        _reading = before?.Reading ?? FrameReading.Whole;
        _saved = WizardStart.From(before, frame, scene);
        _history = new WizardHistory(_saved);
    }

    /// <summary>The size of the video's whole frames.</summary>
    public SizePx Frame { get; }

    /// <summary>The scene under it.</summary>
    public SceneFacts Scene { get; }

    /// <summary>The scene's unit as people write it; "" where it has none.</summary>
    public string Unit => WorldUnits.Sign(Scene.Unit);

    /// <summary>What was picked, typed and chosen.</summary>
    public WizardDraft Draft => _history.Now;

    /// <summary>What comes of it.</summary>
    public WizardResult Result => _result ??= WizardFit.Of(Draft, Frame, Scene);

    /// <summary>The calibration as it would be saved now; null when there is none.</summary>
    public VideoCalibration? Preview => Result.Calibration;

    /// <summary>Whether the video is shown over the scene as it would lie.</summary>
    public bool IsPreviewShown { get; set; } = true;

    /// <summary>Whether something would be lost.</summary>
    public bool IsDirty => !ReferenceEquals(Draft, _saved);

    /// <summary>Whether there is something to take back.</summary>
    public bool CanUndo => _history.CanUndo;

    /// <summary>Whether there is something to bring again.</summary>
    public bool CanRedo => _history.CanRedo;

    /// <summary>Counts up with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Chooses scale bar, landmarks or the size of a pixel.</summary>
    public void Choose(CalibrationMethod method)
    {
        if (method is CalibrationMethod.ScaleBar or CalibrationMethod.Landmarks or CalibrationMethod.Scale && method != Draft.Method)
        {
            Take(Draft with { Method = method });
        }
    }

    /// <summary>Chooses what a fit of landmarks may do.</summary>
    public void Choose(LandmarkKind kind) => Take(kind == Draft.Kind ? Draft : Draft with { Kind = kind });

    /// <summary>Says whether y points up in the scene.</summary>
    public void SetFlip(bool flip) => Take(flip == Draft.FlipY ? Draft : Draft with { FlipY = flip });

    /// <summary>The length of the scale bar, in the scene's unit; nothing else than a number above 0 is taken.</summary>
    public bool SetLength(double length) => IsLength(length) && Take(length == Draft.Length ? Draft : Draft with { Length = length });

    /// <summary>The side of a pixel, in the scene's unit; nothing else than a number above 0 is taken.</summary>
    public bool SetUnitsPerPx(double side) => IsLength(side) && Take(side == Draft.UnitsPerPx ? Draft : Draft with { UnitsPerPx = side });

    /// <summary>A click in the frame: the next point that is missing there. What is not in the frame is not taken.</summary>
    /// <returns>The point that was set.</returns>
    public WizardHandle ClickFrame(PointPx pixel)
    {
        if (FrameBounds.Outside(pixel, Frame) is not null)
        {
            return WizardHandle.None;
        }

        WizardHandle handle = Draft.Method switch
        {
            CalibrationMethod.Landmarks => new(WizardPart.Landmark, Draft.Half >= 0 ? Draft.Half : Draft.Pairs.Length),
            CalibrationMethod.ScaleBar when Draft.BarFrom is null => new(WizardPart.BarFrom),
            CalibrationMethod.ScaleBar when Draft.BarTo is null => new(WizardPart.BarTo),
            _ => new(WizardPart.Anchor),
        };
        return Set(handle, pixel) ? handle : WizardHandle.None;
    }

    /// <summary>A click in the scene: the other side of the point that is half, or the first of a new one.</summary>
    /// <returns>The point that was set.</returns>
    public WizardHandle ClickScene(PointWorld world)
    {
        WizardHandle handle = Draft.Method == CalibrationMethod.Landmarks
            ? new(WizardPart.Landmark, Draft.Half >= 0 ? Draft.Half : Draft.Pairs.Length)
            : new(WizardPart.Anchor);
        return Set(handle, world) ? handle : WizardHandle.None;
    }

    /// <summary>Puts a point of the frame somewhere; one landmark beyond the last is a new one. False where that is no place.</summary>
    /// <param name="handle">The point.</param>
    /// <param name="pixel">Where it is.</param>
    /// <param name="isDrag">Whether it belongs to a movement that goes on.</param>
    public bool Set(WizardHandle handle, PointPx pixel, bool isDrag = false) =>
        pixel.IsFinite && Take(WithRoom(handle) is { } draft && draft.PixelOf(handle) != pixel ? draft.With(handle, (PointPx?)pixel) : Draft, isDrag ? $"{handle} frame" : null);

    /// <summary>Puts a point of the scene somewhere; one landmark beyond the last is a new one. False where that is no place.</summary>
    /// <param name="handle">The point.</param>
    /// <param name="world">Where it is.</param>
    /// <param name="isDrag">Whether it belongs to a movement that goes on.</param>
    public bool Set(WizardHandle handle, PointWorld world, bool isDrag = false) =>
        world.IsFinite && Take(WithRoom(handle) is { } draft && draft.WorldOf(handle) != world ? draft.With(handle, (PointWorld?)world) : Draft, isDrag ? $"{handle} scene" : null);

    /// <summary>The button was let go: the next movement is another step.</summary>
    public void EndDrag() => _history.EndMovement();

    /// <summary>Takes a point away, or a landmark with both of its sides.</summary>
    public void Remove(WizardHandle handle) => Take(Draft.PixelOf(handle) is null && Draft.WorldOf(handle) is null ? Draft : Draft.Without(handle));

    /// <summary>Takes all points of the present method away.</summary>
    public void Clear() => Take(Draft.Method switch
    {
        CalibrationMethod.Landmarks when !Draft.Pairs.IsEmpty => Draft with { Pairs = [] },
        CalibrationMethod.ScaleBar when Draft.BarFrom is not null || !Draft.Anchor.IsEmpty => Draft with { BarFrom = null, BarTo = null, Anchor = default },
        CalibrationMethod.Scale when !Draft.Anchor.IsEmpty => Draft with { Anchor = default },
        _ => Draft,
    });

    /// <summary>Does what the refusal offers.</summary>
    public void Mend()
    {
        switch (Result.Refusal?.Mend)
        {
            case WizardMend.TurnFlip:
                SetFlip(!Draft.FlipY);
                break;
            case WizardMend.UseSimilarity:
                Choose(LandmarkKind.Similarity);
                break;
        }
    }

    /// <summary>Takes back the last step.</summary>
    public void Undo() => Changed(_history.Undo);

    /// <summary>Brings it again.</summary>
    public void Redo() => Changed(_history.Redo);

    /// <summary>Takes the landmarks of a table instead of those that are there; what it says when it cannot be used.</summary>
    public FathomException? Import(string path)
    {
        try
        {
            (IReadOnlyList<LandmarkPair> pairs, string unit) = LandmarkFile.Read(path);
            double factor = 1;
            if (unit.Length > 0 && !WorldUnits.TryConvert(1, unit, Scene.Unit, out factor))
            {
                return new FathomException(ExitCode.Usage, $"Cannot use the landmarks of {path}.", $"Their places are in {unit}, and the scene's in {(Unit.Length == 0 ? "no unit" : Unit)}.", "Convert them, or name the columns x and y: then they are in the scene's own unit.");
            }

            Take(Draft with
            {
                Method = CalibrationMethod.Landmarks,
                Pairs = [.. pairs.Select(pair => new WizardPair(pair.Pixel, new PointWorld(pair.World.X * factor, pair.World.Y * factor)))],
            });
            return null;
        }
        catch (FathomException told)
        {
            return told;
        }
    }

    /// <summary>Writes the calibration; what is said when there is none, or when it cannot be written. A file of that name is replaced.</summary>
    public FathomException? Save(string path)
    {
        if (Preview is not { } calibration)
        {
            WizardRefusal refusal = Result.Refusal!;
            return new FathomException(ExitCode.Usage, "There is no calibration to be saved.", refusal.Why.Length > 0 ? refusal.Why : refusal.What, refusal.How);
        }

        try
        {
            new CalibrationDocument(calibration, _reading).Write(path);
        }
        catch (FathomException told)
        {
            return new FathomException(told.ExitCode, told.What, told.Why, "Save it elsewhere.");
        }

        _saved = Draft;
        return null;
    }

    private static bool IsLength(double value) => value > 0 && double.IsFinite(value);

    /// <summary>The draft in which there is such a point; null when there can be none.</summary>
    private WizardDraft? WithRoom(WizardHandle handle)
    {
        if (handle.Part != WizardPart.Landmark || (handle.Index >= 0 && handle.Index < Draft.Pairs.Length))
        {
            return Draft;
        }

        // One half pair at most: what is picked next belongs to it.
        return handle.Index == Draft.Pairs.Length && Draft.Half < 0 ? Draft with { Pairs = Draft.Pairs.Add(default) } : null;
    }

    private bool Take(WizardDraft draft, string? movement = null)
    {
        Changed(() => _history.Take(draft, movement));
        return true;
    }

    private void Changed(Action change)
    {
        WizardDraft before = Draft;
        change();
        if (!ReferenceEquals(before, Draft))
        {
            _result = null;
            Version++;
        }
    }
}
