using System;
using System.Collections.Immutable;
using System.IO;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Wizard;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>How is calibrated, what to do next, how good it is, the points, and what to do with it.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class WizardPanel
{
    private static readonly string[] s_methods = ["Landmarks", "Scale bar", "Pixel size"];
    private static readonly CalibrationMethod[] s_methodOf = [CalibrationMethod.Landmarks, CalibrationMethod.ScaleBar, CalibrationMethod.Scale];
    private static readonly string[] s_kinds = ["Rigid", "Similarity", "Affine"];
    private static readonly UiId s_scroll = new("wizard.scroll");

    private readonly WizardSession _session;
    private readonly WizardTable _table;
    private float _height;

    /// <summary>Creates the panel of a calibration.</summary>
    public WizardPanel(WizardSession session)
    {
        _session = session;
        _table = new WizardTable(session);
    }

    /// <summary>What the user asked for in this pass.</summary>
    public WizardWish Wish { get; private set; }

    private CalibrationWizard Wizard => _session.Wizard!;

    /// <summary>Runs it.</summary>
    public void Run(Gui gui, in ShapeRect place)
    {
        Wish = WizardWish.None;
        gui.Canvas.FillBehind(place, gui.Theme.Panel);
        gui.Canvas.Fill(new ShapeRect(place.Right - 1, place.Y, 1, place.Height), gui.Theme.Line);
        ShapeRect rest = place.Inset(gui.Px(12), gui.Px(8));
        Title(gui, rest.CutTop(gui.Px(30), out rest));
        if (_session.Wizard is null)
        {
            Opening(gui, rest);
            gui.Shield(place);
            return;
        }

        Choices(gui, ref rest);
        Foot(gui, rest.CutBottom(gui.Px(78), out rest));
        ref float scroll = ref gui.ScrollOf(s_scroll);
        scroll = Math.Clamp(scroll - ((float)gui.TakeScroll(rest) * gui.Px(40)), 0, Math.Max(0, _height - rest.Height));
        gui.PushClip(rest.Inset(-gui.Px(4), 0));
        ShapeRect tall = rest with { Y = rest.Y - MathF.Round(scroll), Height = 100_000 };
        float top = tall.Y;
        Verdict(gui, ref tall);
        _table.Run(gui, ref tall);
        Remarks(gui, ref tall);
        _height = tall.Y - top;
        gui.PopClip();
        gui.Shield(place);
    }

    private void Title(Gui gui, ShapeRect row)
    {
        if (gui.IconButton(new UiId("wizard.close"), row.CutRight(gui.Px(26), out row).Inset(0, gui.Px(2)), "✕", "Leave the calibration (Esc)"))
        {
            Wish = WizardWish.Leave;
        }

        gui.Label(row, gui.Scratch.Format($"Calibrate {Path.GetFileName(_session.Spec.Path)}"), gui.Theme.Text, UiAlign.Left, new TextStyle(gui.Px(14), true));
    }

    private void Opening(Gui gui, ShapeRect rest)
    {
        if (_session.Frames.Error is { } error)
        {
            Box(gui, ref rest, gui.Theme.Bad, error.What, error.Why, error.How);
        }
        else
        {
            gui.Label(rest.CutTop(gui.Px(24), out _), "Opening the video…", gui.Theme.Dim);
        }
    }

    private void Choices(Gui gui, ref ShapeRect rest)
    {
        WizardDraft draft = Wizard.Draft;
        int method = Array.IndexOf(s_methodOf, draft.Method);
        if (gui.Segments(new UiId("wizard.method"), rest.CutTop(gui.Px(28), out rest).Inset(0, gui.Px(2)), s_methods, ref method,
            "Landmarks: points that are seen in the video and in the scene. Scale bar: something of known length. Pixel size: known from the microscope or the lens."))
        {
            Wizard.Choose(s_methodOf[method]);
        }

        if (draft.Method == CalibrationMethod.Landmarks)
        {
            int kind = (int)draft.Kind;
            if (gui.Segments(new UiId("wizard.kind"), rest.CutTop(gui.Px(28), out rest).Inset(0, gui.Px(2)), s_kinds, ref kind, WizardWords.KindTips[kind]))
            {
                Wizard.Choose((LandmarkKind)kind);
            }
        }

        bool flip = draft.FlipY, preview = Wizard.IsPreviewShown;
        ShapeRect row = rest.CutTop(gui.Px(28), out rest);
        ShapeRect left = row.CutLeft(MathF.Round(row.Width * 0.5f), out row).Inset(0, gui.Px(3));
        if (gui.Check(new UiId("wizard.flip"), left, WizardWords.Flip, ref flip))
        {
            Wizard.SetFlip(flip);
        }

        gui.Explain(new UiId("wizard.flip.tip"), left, WizardWords.FlipTip);
        ShapeRect right = row.Inset(0, gui.Px(3));
        if (gui.Check(new UiId("wizard.preview"), right, "preview", ref preview))
        {
            Wizard.IsPreviewShown = preview;
        }

        gui.Explain(new UiId("wizard.preview.tip"), right, "Shows the frame over the scene as it would lie now (P)");
        rest.CutTop(gui.Px(4), out rest);
    }

    /// <summary>What to do next, why it cannot be, or how good it is.</summary>
    private void Verdict(Gui gui, ref ShapeRect rest)
    {
        WizardResult result = Wizard.Result;
        if (result.Refusal is { } refusal)
        {
            if (refusal.IsUnfinished)
            {
                Box(gui, ref rest, gui.Theme.Accent, refusal.How, refusal.Why, string.Empty);
                return;
            }

            Box(gui, ref rest, gui.Theme.Bad, refusal.What, refusal.Why, refusal.How);
            if (refusal.Mend != WizardMend.None)
            {
                string text = refusal.Mend == WizardMend.UseSimilarity ? "Use Similarity" : Wizard.Draft.FlipY ? "Turn 'y points up' off" : "Turn 'y points up' on";
                if (gui.Button(new UiId("wizard.mend"), rest.CutTop(gui.Px(30), out rest).Inset(0, gui.Px(2)), text, null, isOn: true))
                {
                    Wizard.Mend();
                }

                rest.CutTop(gui.Px(6), out rest);
            }

            return;
        }

        Figures(gui, ref rest, result);
    }

    private void Figures(Gui gui, ref ShapeRect rest, WizardResult result)
    {
        VideoCalibration calibration = result.Calibration!;
        bool isFit = !result.Residuals.IsEmpty;
        ShapeRect big = rest.CutTop(gui.Px(34), out rest);
        string unit = Wizard.Unit.Length > 0 ? Wizard.Unit : "steps";
        bool isPoor = !calibration.Warnings.IsEmpty;
        if (isFit && result.Redundancy > 0)
        {
            gui.Label(big, gui.Scratch.Format($"{WizardFields.Figure(calibration.Rms)} {unit}"), isPoor ? gui.Theme.Warn : gui.Theme.Text, UiAlign.Left, new TextStyle(gui.Px(23), true));
            gui.Label(rest.CutTop(gui.Px(18), out rest), gui.Scratch.Format($"RMS miss, {WizardFields.Figure(result.InPixels(calibration.Rms))} px of the frame; {calibration.Residuals.Length} pairs"), gui.Theme.Dim, UiAlign.Left, gui.Small);
        }
        else
        {
            gui.Label(big, gui.Scratch.Format($"{WizardFields.Figure(calibration.UnitsPerPx)} {unit}/px"), gui.Theme.Text, UiAlign.Left, new TextStyle(gui.Px(23), true));
            gui.Label(rest.CutTop(gui.Px(18), out rest), isFit ? "the size of a pixel; no residuals yet" : "the size of a pixel", gui.Theme.Dim, UiAlign.Left, gui.Small);
        }

        if (isFit && result.Redundancy > 0)
        {
            double degrees = Math.Atan2(calibration.Map.Yx, calibration.Map.Xx) * 180 / Math.PI;
            gui.Label(rest.CutTop(gui.Px(18), out rest), gui.Scratch.Format($"{WizardFields.Figure(calibration.UnitsPerPx)} {unit} a pixel, turned by {degrees:0.00}°"), gui.Theme.Dim, UiAlign.Left, gui.Small);
        }

        rest.CutTop(gui.Px(8), out rest);
    }

    private void Remarks(Gui gui, ref ShapeRect rest)
    {
        rest.CutTop(gui.Px(8), out rest);
        foreach (string remark in Wizard.Result.Remarks)
        {
            rest.CutTop(gui.Paragraph(rest, remark, gui.Theme.Dim, gui.Small) + gui.Px(5), out rest);
        }
    }

    private void Foot(Gui gui, ShapeRect rest)
    {
        gui.Canvas.Fill(new ShapeRect(rest.X, rest.Y + gui.Px(4), rest.Width, 1), gui.Theme.Line);
        rest.CutTop(gui.Px(10), out rest);
        ShapeRect row = rest.CutTop(gui.Px(28), out rest);
        float gap = gui.Px(4), width = MathF.Floor((row.Width - (3 * gap)) / 4);
        if (gui.Button(new UiId("wizard.undo"), Next(ref row, width, gap), "Undo", "Ctrl+Z", isEnabled: Wizard.CanUndo))
        {
            Wizard.Undo();
        }

        if (gui.Button(new UiId("wizard.redo"), Next(ref row, width, gap), "Redo", "Ctrl+Y, Ctrl+Shift+Z", isEnabled: Wizard.CanRedo))
        {
            Wizard.Redo();
        }

        if (gui.Button(new UiId("wizard.clear"), Next(ref row, width, gap), "Clear", "Take all points away"))
        {
            Wizard.Clear();
        }

        if (gui.Button(new UiId("wizard.import"), Next(ref row, width, gap), "Table", "Take landmarks from a table (CSV) with the columns px, py, x, y"))
        {
            Wish = WizardWish.Import;
        }

        rest.CutTop(gui.Px(6), out rest);
        row = rest.CutTop(gui.Px(32), out rest);
        bool canSave = Wizard.Preview is not null;
        ShapeRect save = row.CutLeft(MathF.Round(row.Width * 0.62f), out row);
        if (gui.Button(new UiId("wizard.save"), save, "Save", $"To {_session.UsualPath} (Enter)", isOn: canSave, isEnabled: canSave))
        {
            Wish = WizardWish.Save;
        }

        row.CutLeft(gap, out row);
        if (gui.Button(new UiId("wizard.saveas"), row, "Save as…", null, isEnabled: canSave))
        {
            Wish = WizardWish.SaveAs;
        }
    }

    /// <summary>WHAT, WHY and HOW beside a stripe.</summary>
    private static void Box(Gui gui, ref ShapeRect rest, ShapeColor color, string what, string why, string how)
    {
        float inner = rest.Width - gui.Px(14), y = rest.Y + gui.Px(4);
        foreach ((string text, ShapeColor ink, TextStyle style) in (ImmutableArray<(string, ShapeColor, TextStyle)>)[(what, gui.Theme.Text, gui.Bold), (why, gui.Theme.Dim, gui.Small), (how, gui.Theme.Text, gui.Body)])
        {
            if (text.Length > 0)
            {
                y += gui.Paragraph(new ShapeRect(rest.X + gui.Px(12), y, inner, 0), text, ink, style) + gui.Px(3);
            }
        }

        gui.Canvas.FillRound(new ShapeRect(rest.X, rest.Y + gui.Px(4), gui.Px(4), y - rest.Y - gui.Px(6)), gui.Px(2), color);
        rest.CutTop(y - rest.Y + gui.Px(8), out rest);
    }

    private static ShapeRect Next(ref ShapeRect row, float width, float gap)
    {
        ShapeRect place = row.CutLeft(width, out row);
        row.CutLeft(gap, out row);
        return place;
    }
}
