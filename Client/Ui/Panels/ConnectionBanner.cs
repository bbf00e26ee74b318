using System;
using Fathom.Client.Loop;
using Fathom.Client.Streams;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Says over the picture why none comes: connecting, when the next attempt is made, what the server said, how old the picture is.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class ConnectionBanner
{
    private const double QuietSeconds = 0.4;

    private readonly UiParts _parts;
    private readonly Figures _figures;
    private double _troubleSince = double.NaN;

    /// <summary>Creates the banner.</summary>
    public ConnectionBanner(UiParts parts, Figures figures)
    {
        _parts = parts;
        _figures = figures;
    }

    /// <summary>Draws it if something is the matter.</summary>
    public void Run(Gui gui, in ShapeRect canvas, long now)
    {
        LoopState state = _parts.State;
        string trouble = TitleText.Trouble(state, now);
        if (trouble.Length == 0)
        {
            _troubleSince = double.NaN;
            return;
        }

        // A key frame that comes in a moment is nothing to talk about.
        _troubleSince = double.IsNaN(_troubleSince) ? gui.Now : _troubleSince;
        bool isGate = state.StateChannel.Phase == ChannelPhase.Connected && state.PixelChannel.Phase == ChannelPhase.Connected;
        if (isGate && state.Gate.State == GateState.Gated && gui.Now - _troubleSince < QuietSeconds)
        {
            gui.WantRedraw(_troubleSince + QuietSeconds);
            return;
        }

        bool waits = state.StateChannel.Phase == ChannelPhase.Waiting || state.PixelChannel.Phase == ChannelPhase.Waiting;
        float width = Math.Min(canvas.Width - gui.Px(24), gui.Px(460));
        float height = gui.Px(waits ? 92 : 62);
        if (width < gui.Px(120))
        {
            return;
        }

        var card = new ShapeRect(MathF.Round(canvas.CenterX - (width / 2)), canvas.Y + gui.Px(16), width, height);
        gui.Place(new UiId("banner"), card);
        gui.Card(card);
        ShapeRect rest = card.Inset(gui.Px(14), gui.Px(8));
        gui.Canvas.FillRound(new ShapeRect(card.X, card.Y + gui.Px(8), gui.Px(4), card.Height - gui.Px(16)), gui.Px(2), gui.Theme.Warn);
        gui.Label(rest.CutTop(gui.Px(24), out rest), gui.Scratch.Format($"{char.ToUpperInvariant(trouble[0])}{trouble.AsSpan(1)}"), gui.Theme.Text, UiAlign.Left, gui.Bold);
        ReadOnlySpan<char> age = state.Drawn.IsNull ? "No picture has come yet." : gui.Scratch.Format($"The picture is {_figures.PictureAge / 1000:0.0} s old.");
        gui.Label(rest.CutTop(gui.Px(20), out rest), age, gui.Theme.Dim);
        if (waits && gui.Button(new UiId("banner.retry"), rest.CutRight(gui.Px(96), out _).Inset(0, gui.Px(2)), "Retry now"))
        {
            _parts.RetryNow();
        }

        gui.WantRedraw(gui.Now + 0.1);
        gui.Shield(card);
    }
}
