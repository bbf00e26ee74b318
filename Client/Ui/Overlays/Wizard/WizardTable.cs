using System;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Wizard;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The points in rows: where they are on both sides, to be typed too, and by how much each one is missed.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class WizardTable
{
    private const float Row = 25;

    private readonly WizardSession _session;
    private readonly string _format;

    /// <summary>Creates the table of a calibration.</summary>
    public WizardTable(WizardSession session)
    {
        _session = session;
        _format = WizardFields.WorldFormat(Math.Max(session.Scene.Bounds.Width, session.Scene.Bounds.Height));
    }

    private CalibrationWizard Wizard => _session.Wizard!;

    /// <summary>Runs the rows of the present method, and leaves the rest.</summary>
    public void Run(Gui gui, ref ShapeRect rest)
    {
        WizardDraft draft = Wizard.Draft;
        switch (draft.Method)
        {
            case CalibrationMethod.Landmarks:
                Head(gui, rest.CutTop(gui.Px(20), out rest));
                for (int i = 0; i < Wizard.Draft.Pairs.Length; i++)
                {
                    Landmark(gui, rest.CutTop(gui.Px(Row), out rest), new WizardHandle(WizardPart.Landmark, i));
                }

                if (Wizard.Draft.Half < 0)
                {
                    Landmark(gui, rest.CutTop(gui.Px(Row), out rest), new WizardHandle(WizardPart.Landmark, Wizard.Draft.Pairs.Length));
                }

                break;
            case CalibrationMethod.ScaleBar:
                Pixel(gui, rest.CutTop(gui.Px(Row), out rest), "From A", new WizardHandle(WizardPart.BarFrom));
                Pixel(gui, rest.CutTop(gui.Px(Row), out rest), "to B", new WizardHandle(WizardPart.BarTo));
                double length = draft.Length;
                if (Length(gui, rest.CutTop(gui.Px(Row + 4), out rest), "wizard.length", "Length", ref length))
                {
                    Wizard.SetLength(length);
                }

                Anchor(gui, ref rest);
                break;
            default:
                double side = draft.UnitsPerPx;
                if (Length(gui, rest.CutTop(gui.Px(Row + 4), out rest), "wizard.side", "A pixel is", ref side))
                {
                    Wizard.SetUnitsPerPx(side);
                }

                Anchor(gui, ref rest);
                break;
        }
    }

    private void Head(Gui gui, ShapeRect row)
    {
        Columns columns = Divide(gui, row);
        gui.Label(columns.Pixel.Inset(gui.Px(5), 0), "frame, px", gui.Theme.Dim, UiAlign.Left, gui.Small);
        gui.Label(columns.World.Inset(gui.Px(5), 0), gui.Scratch.Format($"scene{Comma()}{Wizard.Unit}"), gui.Theme.Dim, UiAlign.Left, gui.Small);
        gui.Label(columns.Off, gui.Scratch.Format($"off{Comma()}{Wizard.Unit}"), gui.Theme.Dim, UiAlign.Right, gui.Small);
        gui.Label(columns.OffPx, "px", gui.Theme.Dim, UiAlign.Right, gui.Small);
        gui.Canvas.Fill(new ShapeRect(row.X, row.Bottom - 1, row.Width, 1), gui.Theme.Control);
    }

    private string Comma() => Wizard.Unit.Length > 0 ? ", " : string.Empty;

    private void Landmark(Gui gui, ShapeRect row, WizardHandle handle)
    {
        WizardDraft draft = Wizard.Draft;
        bool isNew = handle.Index >= draft.Pairs.Length;
        bool isWorst = handle.Index == Wizard.Result.Worst;
        Columns columns = Divide(gui, row);
        if (handle == _session.Selected && !isNew)
        {
            gui.Canvas.FillRound(row.Inset(0, 1), gui.Px(4), gui.Theme.Control.WithAlpha(0.7));
        }

        Number(gui, columns.Number, handle, isNew);
        if (gui.PointField(new UiId("wizard.pixel", handle.Index), columns.Pixel.Inset(0, gui.Px(2)), Of(draft.PixelOf(handle)), "0.##", "120.5, 48", out (double X, double Y) pixel, isQuiet: draft.PixelOf(handle) is not null))
        {
            Wizard.Set(handle, new PointPx(pixel.X, pixel.Y));
        }

        if (gui.PointField(new UiId("wizard.world", handle.Index), columns.World.Inset(0, gui.Px(2)), Of(draft.WorldOf(handle)), _format, "12.5, 40", out (double X, double Y) world, isQuiet: draft.WorldOf(handle) is not null))
        {
            Wizard.Set(handle, new PointWorld(world.X, world.Y));
        }

        // A typed change may have ended the row that is being drawn.
        double off = !isNew && handle.Index < Wizard.Result.Residuals.Length ? Wizard.Result.Residuals[handle.Index] : double.NaN;
        if (!double.IsNaN(off))
        {
            ShapeColor ink = isWorst ? (Wizard.Result.WorstStandsOut ? gui.Theme.Bad : gui.Theme.Warn) : gui.Theme.Text;
            gui.Label(columns.Off, WizardFields.Figure(off), ink, UiAlign.Right, isWorst ? gui.Bold : gui.Body);
            gui.Label(columns.OffPx, WizardFields.Figure(Wizard.Result.InPixels(off)), ink, UiAlign.Right, isWorst ? gui.Bold : gui.Body);
            gui.Explain(new UiId("wizard.off", handle.Index), columns.Off, isWorst ? "The landmark that is missed most" : "How far the landmark comes out from where it was picked");
        }

        if (!isNew && gui.IconButton(new UiId("wizard.remove", handle.Index), columns.Remove, "✕", "Take this landmark away"))
        {
            Remove(handle);
        }
    }

    private void Number(Gui gui, ShapeRect place, WizardHandle handle, bool isNew)
    {
        if (isNew)
        {
            gui.Label(place, "+", gui.Theme.Dim, UiAlign.Center);
            return;
        }

        var tag = new ShapeRect(place.X + gui.Px(1), MathF.Round(place.CenterY - gui.Px(8)), gui.Px(20), gui.Px(16));
        gui.Canvas.FillRound(tag, gui.Px(4), WizardColors.Of(handle.Index));
        gui.Label(tag, gui.Scratch.Format($"{handle.Index + 1}"), ShapeColor.Rgb(0x101214), UiAlign.Center, gui.Bold);
        if (gui.Clickable(new UiId("wizard.number", handle.Index), tag, "Choose it: Ctrl and the arrow keys move it by a tenth of a pixel, Delete takes it away", gui.Px(4)))
        {
            (_session.Selected, _session.IsSceneSide) = (handle, false);
        }
    }

    private void Pixel(Gui gui, ShapeRect row, string name, WizardHandle handle)
    {
        PointPx? known = Wizard.Draft.PixelOf(handle);
        ShapeRect remove = row.CutRight(gui.Px(20), out row);
        gui.Label(row.CutLeft(row.Width * 0.36f, out row), name, gui.Theme.Text);
        if (gui.PointField(new UiId("wizard.bar", (int)handle.Part), row.Inset(0, gui.Px(2)), Of(known), "0.##", "120.5, 48", out (double X, double Y) pixel))
        {
            Wizard.Set(handle, new PointPx(pixel.X, pixel.Y));
        }

        if (known is not null && gui.IconButton(new UiId("wizard.unbar", (int)handle.Part), remove, "✕", "Take this end away"))
        {
            Remove(handle);
        }
    }

    private bool Length(Gui gui, ShapeRect row, string id, string name, ref double value)
    {
        row.CutRight(gui.Px(20), out row);
        gui.Label(row.CutLeft(row.Width * 0.36f, out row), name, gui.Theme.Text);
        gui.Label(row.CutRight(gui.Px(44), out row).Inset(gui.Px(6), 0), Wizard.Unit.Length > 0 ? Wizard.Unit : "steps", gui.Theme.Dim);
        return gui.NumberField(new UiId(id), row.Inset(0, gui.Px(3)), ref value, "0.########", UiAlign.Right, "May be typed in another unit, as in 5mm", unit: Wizard.Unit.Length > 0 ? Wizard.Unit : null);
    }

    /// <summary>Which pixel lies where, for what says only how large a pixel is.</summary>
    private void Anchor(Gui gui, ref ShapeRect rest)
    {
        var handle = new WizardHandle(WizardPart.Anchor);
        WizardPair anchor = Wizard.Draft.Anchor;
        LandmarkPair? usual = WizardFit.UsualAnchor(Wizard.Draft, Wizard.Frame, Wizard.Scene);
        gui.Label(rest.CutTop(gui.Px(28), out rest), "Where it lies", gui.Theme.Text, UiAlign.Left, gui.Bold);
        ShapeRect row = rest.CutTop(gui.Px(Row), out rest);
        ShapeRect remove = row.CutRight(gui.Px(20), out row);
        gui.Label(row.CutLeft(row.Width * 0.36f, out row), "Pixel", gui.Theme.Text);
        if (gui.PointField(new UiId("wizard.anchor.pixel"), row.Inset(0, gui.Px(2)), Of(anchor.Pixel ?? (anchor.IsEmpty ? usual?.Pixel : null)), "0.##", "120.5, 48", out (double X, double Y) pixel))
        {
            Wizard.Set(handle, new PointPx(pixel.X, pixel.Y));
        }

        if (!anchor.IsEmpty && gui.IconButton(new UiId("wizard.anchor.remove"), remove, "✕", "Back to the corner of the scene"))
        {
            Remove(handle);
        }

        row = rest.CutTop(gui.Px(Row), out rest);
        row.CutRight(gui.Px(20), out row);
        gui.Label(row.CutLeft(row.Width * 0.36f, out row), gui.Scratch.Format($"is at{Comma()}{Wizard.Unit}"), gui.Theme.Text);
        if (gui.PointField(new UiId("wizard.anchor.world"), row.Inset(0, gui.Px(2)), Of(anchor.World ?? (anchor.IsEmpty ? usual?.World : null)), _format, "12.5, 40", out (double X, double Y) world))
        {
            // Only the place was typed: it is meant for the pixel that stands above it.
            if (Wizard.Draft.Anchor.Pixel is null && usual is { } corner)
            {
                Wizard.Set(handle, corner.Pixel);
            }

            Wizard.Set(handle, new PointWorld(world.X, world.Y));
        }
    }

    private void Remove(WizardHandle handle)
    {
        Wizard.Remove(handle);
        _session.Selected = WizardHandle.None;
    }

    private static (double X, double Y)? Of(PointPx? point) => point is { } known ? (known.X, known.Y) : null;

    private static (double X, double Y)? Of(PointWorld? point) => point is { } known ? (known.X, known.Y) : null;

    private static Columns Divide(Gui gui, ShapeRect row)
    {
        ShapeRect number = row.CutLeft(gui.Px(24), out row), remove = row.CutRight(gui.Px(18), out row);

        // A narrow panel says only one of the two figures: the one that can be compared with the scene.
        ShapeRect offPx = row.Width > gui.Px(250) ? row.CutRight(gui.Px(38), out row) : default;
        ShapeRect off = row.CutRight(gui.Px(46), out row);
        ShapeRect pixel = row.CutLeft(MathF.Round(row.Width * 0.5f), out row);
        return new Columns(number, pixel, row, off, offPx, remove);
    }

    private readonly record struct Columns(ShapeRect Number, ShapeRect Pixel, ShapeRect World, ShapeRect Off, ShapeRect OffPx, ShapeRect Remove);
}
