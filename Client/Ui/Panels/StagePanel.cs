using System;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Where the time from an intent to its picture goes, live: each stage with its percentiles and its place in the whole, drops, clock, presenter.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class StagePanel
{
    private const float Line = 17;

    private static readonly UiId s_id = new("stages");
    private static readonly UiId s_close = new("stages.close");

    private readonly UiParts _parts;
    private readonly ViewOptions _options;
    private readonly StageFigures _figures;

    /// <summary>Creates the panel.</summary>
    public StagePanel(UiParts parts, ViewOptions options)
    {
        _parts = parts;
        _options = options;
        _figures = new StageFigures(parts.State, parts.Player.Presenter, parts.Time);
    }

    /// <summary>Draws it in a corner of the picture where it is wanted.</summary>
    public void Run(Gui gui, in ShapeRect canvas)
    {
        float width = Math.Min(canvas.Width - gui.Px(16), gui.Px(440));
        if (!_options.Stages || width < gui.Px(220))
        {
            return;
        }

        gui.WantRedraw(_figures.Update(gui.Now));
        float inner = width - gui.Px(24);
        int rows = StageNames.Count + 1 - (_figures[Stage.Remote].Milliseconds.Count == 0 ? 1 : 0);
        float notes = gui.Px(16) + Height(gui, Drops(gui), inner) + Height(gui, Clock(gui), inner) + Height(gui, _figures.Refresh, inner) + Height(gui, _figures.Choice, inner);
        float height = gui.Px(54) + (rows * gui.Px(Line)) + notes;
        var card = new ShapeRect(canvas.Right - width - gui.Px(8), canvas.Y + gui.Px(8), width, height);
        gui.Place(s_id, card);
        gui.Card(card);
        Fill(gui, new ShapeRect(card.X + gui.Px(12), card.Y + gui.Px(6), inner, card.Height - gui.Px(12)));
        gui.Shield(card);
    }

    private void Fill(Gui gui, ShapeRect rest)
    {
        ShapeRect head = rest.CutTop(gui.Px(24), out rest);
        if (gui.IconButton(s_close, head.CutRight(gui.Px(24), out head), "✕", "Close (Alt+P)"))
        {
            _options.Stages = false;
        }

        gui.Label(head, _figures.IsOfIntents ? "From intent to picture" : "From renderer to picture", gui.Theme.Text, UiAlign.Left, gui.Bold);
        string kind = _figures.Total.Count == 0 ? "nothing measured yet" : _figures.IsEstimated ? "estimated" : "exact";
        gui.Label(head, kind, _figures.IsEstimated ? gui.Theme.Warn : gui.Theme.Dim, UiAlign.Right, gui.Small);

        Total(gui, rest.CutTop(gui.Px(Line + 1), out rest));
        double scale = Math.Max(_figures.Total.P95, SumOfMedians());
        double from = 0;
        Titles(gui, rest.CutTop(gui.Px(Line), out rest));
        for (int i = 0; i < StageNames.Count; i++)
        {
            if ((Stage)i != Stage.Remote || _figures[Stage.Remote].Milliseconds.Count > 0)
            {
                Row(gui, rest.CutTop(gui.Px(Line), out rest), (Stage)i, scale, ref from);
            }
        }

        rest.CutTop(gui.Px(6), out rest);
        Note(gui, ref rest, Drops(gui));
        Note(gui, ref rest, Clock(gui));
        Note(gui, ref rest, _figures.Refresh);
        Note(gui, ref rest, _figures.Choice);
    }

    private void Total(Gui gui, ShapeRect row)
    {
        Distribution total = _figures.Total;
        gui.Label(
            row,
            total.Count == 0 ? "Move something: the first picture that shows it is measured." : gui.Scratch.Format($"{total.P50:0.0} ms   95 % ≤ {total.P95:0.0}   99 % ≤ {total.P99:0.0}   of {total.Count}"),
            gui.Theme.Text);
    }

    private static void Titles(Gui gui, ShapeRect row)
    {
        row.CutLeft(gui.Px(62), out row);
        foreach (string title in (ReadOnlySpan<string>)["p50", "p95", "p99"])
        {
            gui.Label(row.CutLeft(gui.Px(48), out row), title, gui.Theme.Dim, UiAlign.Right, gui.Small);
        }

        row.CutLeft(gui.Px(14), out row);
        gui.Label(row, "medians in a row, up to p95", gui.Theme.Dim, UiAlign.Left, gui.Small);
    }

    private void Row(Gui gui, ShapeRect row, Stage stage, double scale, ref double from)
    {
        ref readonly StageSummary summary = ref _figures[stage];
        Distribution values = summary.Milliseconds;
        bool isLargest = _figures.Largest == stage && values.Count > 0;
        gui.Label(row.CutLeft(gui.Px(62), out row), StageNames.Of(stage), isLargest ? gui.Theme.Text : gui.Theme.Dim, UiAlign.Left, isLargest ? gui.Bold : gui.Body);
        ShapeRect figures = row.CutLeft(gui.Px(144), out row);
        row.CutLeft(gui.Px(14), out row);
        if (values.Count == 0)
        {
            gui.Label(figures.CutLeft(gui.Px(48), out _), "–", gui.Theme.Dim, UiAlign.Right, gui.Small);
            return;
        }

        if (!summary.IsTold)
        {
            gui.Label(figures, double.IsFinite(summary.Uncertainty) ? gui.Scratch.Format($"within ±{summary.Uncertainty:0.0}") : "not known", gui.Theme.Dim, UiAlign.Right, gui.Small);
        }
        else
        {
            Figure(gui, figures.CutLeft(gui.Px(48), out figures), values.P50, isLargest);
            Figure(gui, figures.CutLeft(gui.Px(48), out figures), values.P95, isLargest);
            Figure(gui, figures.CutLeft(gui.Px(48), out figures), values.P99, isLargest);
        }

        Bar(gui, row, stage, values, summary.IsTold, scale, ref from);
    }

    private static void Figure(Gui gui, in ShapeRect place, double value, bool isLargest) =>
        gui.Label(place, gui.Scratch.Format($"{value:0.0}"), isLargest ? gui.Theme.Text : gui.Theme.Dim, UiAlign.Right, gui.Small);

    /// <summary>The median, after the medians before it, and thinner what is added to it in one case of twenty.</summary>
    private static void Bar(Gui gui, in ShapeRect room, Stage stage, in Distribution values, bool isTold, double scale, ref double from)
    {
        if (scale <= 0)
        {
            return;
        }

        float left = room.X + (float)(Math.Clamp(from / scale, 0, 1) * room.Width);
        float width = (float)(Math.Max(0, values.P50) / scale * room.Width);
        float tail = (float)(Math.Max(0, values.P95) / scale * room.Width);
        from += Math.Max(0, values.P50);
        ShapeColor color = stage switch
        {
            Stage.Apply or Stage.Render or Stage.Encode or Stage.Serve => gui.Theme.Shown,
            Stage.Send or Stage.Network or Stage.Remote => gui.Theme.Good,
            _ => gui.Theme.Accent,
        };
        float thin = gui.Px(3), thick = gui.Px(10);
        float middle = MathF.Round(room.Y + (room.Height / 2));
        gui.Canvas.Fill(new ShapeRect(left, middle - (thin / 2), Math.Min(tail, room.Right - left), thin), color.WithAlpha(0.45));
        gui.Canvas.Fill(new ShapeRect(left, middle - (thick / 2), Math.Max(1, Math.Min(width, room.Right - left)), thick), isTold ? color : color.WithAlpha(0.45));
    }

    private double SumOfMedians()
    {
        double sum = 0;
        for (int i = 0; i < StageNames.Count; i++)
        {
            sum += Math.Max(0, _figures[(Stage)i].Milliseconds.P50);
        }

        return sum;
    }

    private ReadOnlySpan<char> Drops(Gui gui)
    {
        ReadOnlySpan<char> text = default;
        for (int i = 0; i < DropCounters.Names.Length; i++)
        {
            if (_parts.Counters.Drops[(DropReason)i] is var count and > 0)
            {
                text = gui.Scratch.Format($"{text}{(text.IsEmpty ? string.Empty : ", ")}{DropCounters.Names[i]} {count}");
            }
        }

        return text.IsEmpty ? "Drops: none." : gui.Scratch.Format($"Drops: {text}.");
    }

    private ReadOnlySpan<char> Clock(Gui gui) => _figures.Clock.Length == 0 ? default : gui.Scratch.Format($"Server's {_figures.Clock}.");

    private static float Height(Gui gui, ReadOnlySpan<char> text, float width) => text.IsEmpty ? 0 : gui.ParagraphHeight(text, width, gui.Small);

    private static void Note(Gui gui, ref ShapeRect rest, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            rest.CutTop(gui.Paragraph(rest, text, gui.Theme.Dim, gui.Small), out rest);
        }
    }
}
