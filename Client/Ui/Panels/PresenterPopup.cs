using System;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>When pictures go to the screen: the choice, how long they may wait, and what comes of it, live.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class PresenterPopup
{
    private const double LongestMs = 100;
    private const double Period = 0.25;

    private static readonly UiId s_id = new("view.timing");
    private static readonly string[] s_policies = ["Latest", "Fixed", "Adaptive"];
    private static readonly string[] s_names = ["at once ▾", "after a fixed time ▾", "evenly ▾"];

    private readonly UiParts _parts;
    private readonly Figures _figures;
    private readonly PresenterPilot _pilot;

    /// <summary>Creates the popup.</summary>
    public PresenterPopup(UiParts parts, Figures figures, PresenterPilot pilot)
    {
        _parts = parts;
        _figures = figures;
        _pilot = pilot;
    }

    /// <summary>The button that opens it; its text says what is chosen.</summary>
    public void Button(Gui gui, in ShapeRect place)
    {
        bool isOpen = gui.Popup == s_id;
        if (!gui.Button(s_id, place, s_names[(int)_pilot.Chosen.Policy], isOpen ? null : "When pictures go to the screen", isOpen))
        {
            return;
        }

        if (isOpen)
        {
            gui.ClosePopup();
        }
        else
        {
            gui.OpenPopup(s_id);
        }
    }

    /// <summary>Draws it where it is open.</summary>
    public void Run(Gui gui)
    {
        if (gui.Popup != s_id || !gui.TryFind(s_id, out ShapeRect anchor))
        {
            return;
        }

        float width = Math.Min(gui.Px(340), gui.Window.Width);
        float inner = width - gui.Px(24);
        string text = Explain(_pilot.Chosen.Policy);
        float height = gui.Px(150) + gui.ParagraphHeight(text, inner, gui.Small);
        var card = new ShapeRect(Math.Clamp(anchor.X, 0, Math.Max(0, gui.Window.Right - width)), Math.Min(anchor.Bottom + gui.Px(4), Math.Max(0, gui.Window.Bottom - height)), width, height);
        gui.BeginPopup(card);
        gui.Card(card);
        Fill(gui, card.Inset(gui.Px(12), gui.Px(8)), text);
        gui.EndPopup();
        gui.WantRedraw(gui.Now + Period);
    }

    private void Fill(Gui gui, ShapeRect rest, string text)
    {
        gui.Label(rest.CutTop(gui.Px(26), out rest), "Pictures are shown", gui.Theme.Text, UiAlign.Left, gui.Bold);
        PresenterTuning tuning = _pilot.Chosen;
        int policy = (int)tuning.Policy;
        if (gui.Segments(new UiId("timing.policy"), rest.CutTop(gui.Px(28), out rest).Inset(0, gui.Px(2)), s_policies, ref policy))
        {
            _pilot.Choose(tuning with { Policy = (PresenterPolicy)policy });
        }

        rest.CutTop(gui.Px(4), out rest);
        rest.CutTop(gui.Paragraph(rest, text, gui.Theme.Dim, gui.Small) + gui.Px(2), out rest);
        ShapeRect row = rest.CutTop(gui.Px(28), out rest);
        if (tuning.Policy != PresenterPolicy.Latest)
        {
            double milliseconds = tuning.Limit * 1000;
            gui.Label(row.CutLeft(gui.Px(74), out row), tuning.Policy == PresenterPolicy.Fixed ? "Waits for" : "At most", gui.Theme.Text);
            gui.Label(row.CutRight(gui.Px(24), out row), "ms", gui.Theme.Dim, UiAlign.Right);
            ShapeRect field = row.CutRight(gui.Px(44), out row);
            bool changed = gui.Slider(new UiId("timing.limit"), row, ref milliseconds, 0, Math.Max(LongestMs, milliseconds), 1);
            changed |= gui.NumberField(new UiId("timing.text"), field.Inset(0, gui.Px(3)), ref milliseconds, "0", UiAlign.Right, null, isQuiet: true);
            if (changed)
            {
                _pilot.Choose(tuning.WithLimit(Math.Clamp(milliseconds, 0, 1000) / 1000));
            }
        }

        // What the user sees of it: what is waited for now, how old pictures are, and what was left out for a newer one.
        double wait = _pilot.Clock.Latency * 1000;
        long superseded = _parts.Counters.Drops[DropReason.Superseded];
        long late = _parts.Counters.Drops[DropReason.Late];
        ReadOnlySpan<char> now = double.IsFinite(_figures.Latency)
            ? gui.Scratch.Format($"Now waits {wait:0} ms; pictures appear {_figures.Latency:0} ms old")
            : gui.Scratch.Format($"Now waits {wait:0} ms");
        gui.Label(rest.CutTop(gui.Px(20), out rest), now, gui.Theme.Text, UiAlign.Left, gui.Small);
        gui.Label(rest.CutTop(gui.Px(20), out rest), gui.Scratch.Format($"{_figures.Fps:0} fps; left out: {superseded} for newer ones, {late} too late"), gui.Theme.Text, UiAlign.Left, gui.Small);
    }

    private static string Explain(PresenterPolicy policy) => policy switch
    {
        PresenterPolicy.Latest => "The newest picture as soon as it is decoded: the shortest way from hand to eye. A link that stutters is seen to stutter.",
        PresenterPolicy.Fixed => "Every picture the same time after the server made it: even, as long as the network is never slower than that.",
        _ => "As evenly as the server makes them, for the shortest wait that the measured jitter allows. While you drag, the newest picture comes at once.",
    };
}
