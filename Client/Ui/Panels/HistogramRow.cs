using System;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The histogram above the contrast slider, on the slider's own scale, and the buttons below that set the contrast by it.</summary>
/// <remarks>Threads: main thread. Where the server does not count values there is nothing to see.</remarks>
internal sealed class HistogramRow
{
    private const float Height = 44;
    private const float LabelWidth = 74;
    private const float NarrowestButtons = 148;
    private const float MarkWidth = 14;

    private readonly StatsModel? _stats;
    private readonly PropertyRows _rows;

    /// <summary>Creates the rows; without a model they take no room.</summary>
    public HistogramRow(StatsModel? stats, PropertyRows rows)
    {
        _stats = stats;
        _rows = rows;
    }

    /// <summary>Draws the counts and where the limits stand among them.</summary>
    public void Run(Gui gui, LayerModel layer, int index, (double Low, double High) limits, ContrastSpan span)
    {
        if (_stats is not { IsOffered: true } stats)
        {
            return;
        }

        LayerHistogram? histogram = stats.Of(layer);
        ShapeRect row = _rows.Plain(gui, Height);
        ShapeRect label = row.CutLeft(gui.Px(LabelWidth), out row);
        row.CutRight(gui.Px(MarkWidth), out row);

        // As wide as the slider's track below.
        row = new ShapeRect(row.X + gui.Px(7), row.Y + gui.Px(4), row.Width - gui.Px(14), row.Height - gui.Px(4));
        string state = histogram is null ? stats.WhyNot(layer) is null ? "counting…" : "not counted" : histogram.IsSlice ? "this slice" : histogram.IsExact ? "all values" : "sampled";
        gui.Label(label, state, gui.Theme.Dim, UiAlign.Left, gui.Small);
        var id = new UiId("histogram", index);
        gui.Place(id, row);
        gui.Explain(id, row, histogram?.About ?? stats.WhyNot(layer));
        gui.Canvas.Fill(new ShapeRect(row.X, row.Bottom - 1, row.Width, 1), gui.Theme.Control);
        if (histogram is null)
        {
            return;
        }

        span.Include(histogram.Low, histogram.High);
        (double low, double high) = span.Around(limits.Low, limits.High);
        Bars(gui, row, histogram, limits, low, high, stats.IsLogarithmic);
        Limit(gui, row, limits.Low, low, high);
        Limit(gui, row, limits.High, low, high);
    }

    /// <summary>The buttons.</summary>
    public void Buttons(Gui gui, LayerModel layer, int index)
    {
        if (_stats is not { IsOffered: true } stats)
        {
            return;
        }

        ShapeRect row = _rows.Plain(gui, 26);
        row.CutRight(gui.Px(MarkWidth), out row);
        row = row.Inset(0, gui.Px(2));

        // Below the other controls where they fit; in a narrow panel they take the place of the label that they do not have.
        if (row.Width - gui.Px(LabelWidth) >= gui.Px(NarrowestButtons))
        {
            row.CutLeft(gui.Px(LabelWidth), out row);
        }

        float width = MathF.Floor((row.Width - (3 * gui.Px(4))) / 4);
        if (gui.Button(new UiId("contrast.auto", index), Next(gui, ref row, width), "Auto", "1–99 % of all data"))
        {
            stats.SetContrast(layer, isFull: false);
        }

        if (gui.Button(new UiId("contrast.full", index), Next(gui, ref row, width), "Full", "From the smallest to the largest value"))
        {
            stats.SetContrast(layer, isFull: true);
        }

        if (gui.Button(new UiId("contrast.slice", index), Next(gui, ref row, width), "Slice", "1–99 % of the slice on the screen"))
        {
            stats.SetContrastOfSlice(layer);
        }

        if (gui.Button(new UiId("histogram.log", index), row, "log", "Draws the histogram by the logarithms of its counts", isOn: stats.IsLogarithmic))
        {
            stats.IsLogarithmic = !stats.IsLogarithmic;
        }
    }

    private static void Bars(Gui gui, in ShapeRect row, LayerHistogram histogram, (double Low, double High) limits, double low, double high, bool isLogarithmic)
    {
        double width = (histogram.To - histogram.From) / histogram.Bins.Length, most = isLogarithmic ? Math.Log(1 + histogram.Most) : histogram.Most;
        ShapeColor inside = gui.Theme.Accent.Towards(gui.Theme.Control, 0.35), outside = gui.Theme.Hover;
        for (int i = 0; i < histogram.Bins.Length; i++)
        {
            double count = histogram.Bins[i], from = histogram.From + (i * width), middle = from + (width / 2);
            if (count == 0)
            {
                continue;
            }

            float left = At(row, from, low, high), right = Math.Max(left + 1, At(row, from + width, low, high));
            float height = Math.Max(1, (float)((isLogarithmic ? Math.Log(1 + count) : count) / most * (row.Height - 1)));
            gui.Canvas.Fill(new ShapeRect(left, row.Bottom - height, right - left, height), middle >= limits.Low && middle <= limits.High ? inside : outside);
        }
    }

    private static void Limit(Gui gui, in ShapeRect row, double value, double low, double high)
    {
        float x = At(row, value, low, high);
        gui.Canvas.Fill(new ShapeRect(MathF.Round(x), row.Y, gui.Px(1), row.Height), gui.Theme.Text);
    }

    private static float At(in ShapeRect row, double value, double low, double high) =>
        row.X + (float)(Math.Clamp((value - low) / Math.Max(high - low, double.Epsilon), 0, 1) * row.Width);

    private static ShapeRect Next(Gui gui, ref ShapeRect row, float width)
    {
        ShapeRect next = row.CutLeft(width, out row);
        row.CutLeft(gui.Px(4), out row);
        return next;
    }
}
