using System;
using Fathom.Client.Loop;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Says over the picture why none comes and what can be done: the next attempt, what the server said, how old the picture is.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class ConnectionBanner
{
    private const double Period = 0.1;

    private readonly UiParts _parts;
    private readonly Figures _figures;
    private readonly ConnectionLife _life;

    /// <summary>Creates the banner.</summary>
    public ConnectionBanner(UiParts parts, Figures figures, ConnectionLife life)
    {
        _parts = parts;
        _figures = figures;
        _life = life;
    }

    /// <summary>Opens the server's files; null where there are none.</summary>
    public Action? OpenFiles { get; set; }

    /// <summary>Draws it if something is the matter.</summary>
    public void Run(Gui gui, in ShapeRect canvas)
    {
        LifeReport report = _life.Report;
        float width = Math.Min(canvas.Width - gui.Px(24), gui.Px(480));
        if (!report.IsSaid || width < gui.Px(120))
        {
            return;
        }

        bool isWell = report.Kind == LifeKind.Returned;
        string? action = Action(report);
        ReadOnlySpan<char> why = report.CanReload && action is not null ? gui.Scratch.Format($"{report.Why} Loading the dataset again starts it anew.") : report.Why;
        float inner = width - gui.Px(32);
        float height = gui.Px(42) + gui.ParagraphHeight(why, inner, gui.Body) + (isWell ? 0 : gui.Px(22)) + (action is null ? 0 : gui.Px(30));
        var card = new ShapeRect(MathF.Round(canvas.CenterX - (width / 2)), canvas.Y + gui.Px(16), width, height);
        gui.Place(new UiId("banner"), card);
        gui.Card(card);
        gui.Canvas.FillRound(new ShapeRect(card.X, card.Y + gui.Px(8), gui.Px(4), card.Height - gui.Px(16)), gui.Px(2), isWell ? gui.Theme.Good : gui.Theme.Warn);
        ShapeRect rest = new(card.X + gui.Px(16), card.Y + gui.Px(8), inner, height - gui.Px(16));
        gui.Label(rest.CutTop(gui.Px(24), out rest), report.What, gui.Theme.Text, UiAlign.Left, gui.Bold);
        rest.CutTop(gui.Paragraph(rest, why, gui.Theme.Text, gui.Body) + gui.Px(2), out rest);
        if (!isWell)
        {
            gui.Label(rest.CutTop(gui.Px(22), out rest), Age(gui), gui.Theme.Dim);
        }

        if (action is not null && gui.Button(new UiId("banner.action"), rest.CutTop(gui.Px(26), out _).CutLeft(gui.Px(180), out _), action))
        {
            Act(report);
        }

        // Count-downs and ages; nothing else of the window changes.
        gui.WantRedraw(gui.Now + Period);
        gui.Shield(card);
    }

    private ReadOnlySpan<char> Age(Gui gui)
    {
        LoopState state = _parts.State;
        return state.Drawn.IsNull ? "No picture has come yet." : gui.Scratch.Format($"The picture is {_figures.PictureAge / 1000:0.0} s old.");
    }

    private string? Action(in LifeReport report) => report switch
    {
        { CanRetry: true } => "Retry now",
        { CanReload: true } when _parts.Files is { CanLoad: true } && _parts.State.View.Scene.SourcePath is not null => "Reload the dataset (F5)",
        { CanOpen: true } when OpenFiles is not null && _parts.Files is { CanLoad: true } => "Open… (Ctrl+O)",
        _ => null,
    };

    private void Act(in LifeReport report)
    {
        if (report.CanRetry)
        {
            _parts.RetryNow();
        }
        else if (report.CanReload)
        {
            _parts.Reload();
        }
        else
        {
            OpenFiles?.Invoke();
        }
    }
}
