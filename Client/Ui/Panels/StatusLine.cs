using System;
using Fathom.Client.Loop;
using Fathom.Client.Streams;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The line at the bottom: connection, video, figures at the left; the place under the pointer at the right. All of the picture on the screen.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class StatusLine
{
    private readonly UiParts _parts;
    private readonly Figures _figures;

    /// <summary>Creates the line.</summary>
    public StatusLine(UiParts parts, Figures figures)
    {
        _parts = parts;
        _figures = figures;
    }

    /// <summary>Runs the line.</summary>
    /// <param name="gui">The pass.</param>
    /// <param name="place">Its place.</param>
    /// <param name="cursor">What is said about the pointer; empty for nothing.</param>
    public void Run(Gui gui, in ShapeRect place, ReadOnlySpan<char> cursor)
    {
        if (place.IsEmpty)
        {
            return;
        }

        LoopState state = _parts.State;
        gui.Canvas.FillBehind(place, gui.Theme.Panel);
        gui.Canvas.Fill(place with { Height = 1 }, gui.Theme.Line);
        ShapeRect rest = place.Inset(gui.Px(10), 0);
        float pointer = cursor.IsEmpty ? 0 : Math.Min(rest.Width / 2, gui.Canvas.Measure(cursor, gui.Small) + gui.Px(12));
        gui.Label(rest.CutRight(pointer, out rest), cursor, gui.Theme.Text, UiAlign.Right, gui.Small);

        bool isUp = state.StateChannel.Phase == ChannelPhase.Connected && state.PixelChannel.Phase == ChannelPhase.Connected;
        PropertyMark.Dot(gui, new UiId("status.dot"), rest.CutLeft(gui.Px(14), out rest), isUp ? gui.Theme.Good : gui.Theme.Warn, isFilled: true, null);
        Item(gui, ref rest, isUp ? _parts.Server : gui.Scratch.Format($"{_parts.Server}, not connected"), "The server", isFirst: true);
        if (state.Stream is { } stream)
        {
            Item(gui, ref rest, gui.Scratch.Format($"{CodecName(stream.Codec)} {stream.Width}×{stream.Height}"), "The video");
        }

        if (!state.Drawn.IsNull)
        {
            Picture(gui, ref rest, state);
        }

        if (state.View.Drive is { Viewers: > 1 } drive)
        {
            Item(gui, ref rest, gui.Scratch.Format($"{drive.Viewers} viewers, {(drive.IsDriver ? "you drive" : "you watch")}"), "Who else looks at this server");
        }

        if (state.Gate.State == GateState.Gated && isUp)
        {
            Item(gui, ref rest, "waiting for a key frame", "The decoder cannot begin in the middle of a stream.");
        }

        if (state.LastError is { } error)
        {
            Item(gui, ref rest, error, error, color: gui.Theme.Bad);
        }

        gui.Shield(place);
    }

    private void Picture(Gui gui, ref ShapeRect rest, LoopState state)
    {
        ref readonly FrameInfo info = ref state.Drawn.Info;
        Item(gui, ref rest, gui.Scratch.Format($"{_figures.Fps:0} fps"), "New pictures a second on the screen");
        if (double.IsFinite(_figures.Latency) && _figures.Latency is >= 0 and < 60_000)
        {
            Item(gui, ref rest, gui.Scratch.Format($"{_figures.Latency:0} ms{(info.HasView ? string.Empty : " est.")}"), "How old pictures are when they appear, the median");
        }

        if (info.HasView)
        {
            string quality = info.View.Quality switch
            {
                FrameQuality.Interactive => "moving",
                FrameQuality.Refined => "refined",
                FrameQuality.Lossless => "exact",
                _ => string.Empty,
            };
            Item(gui, ref rest, gui.Scratch.Format($"level {info.View.Level}"), "The level of detail that the picture was drawn from");
            Item(gui, ref rest, quality, "moving: coarser while something changes; refined: drawn in full, coded with loss; exact: every pixel as the server drew it");
        }

        Item(gui, ref rest, info.Path, state.DecoderNote ?? "What decodes the video");
    }

    private static string CodecName(string codec) => codec switch
    {
        "h264" => "H.264",
        "hevc" => "HEVC",
        "av1" => "AV1",
        _ => codec,
    };

    private static void Item(Gui gui, ref ShapeRect rest, ReadOnlySpan<char> text, string tip, bool isFirst = false, ShapeColor? color = null)
    {
        if (text.IsEmpty || rest.Width < gui.Px(24))
        {
            return;
        }

        if (!isFirst)
        {
            gui.Label(rest.CutLeft(gui.Px(16), out rest), "·", gui.Theme.Dim, UiAlign.Center, gui.Small);
        }

        float width = Math.Min(rest.Width, gui.Canvas.Measure(text, gui.Small) + 1);
        ShapeRect place = rest.CutLeft(width, out rest);
        gui.Label(place, text, color ?? gui.Theme.Dim, UiAlign.Left, gui.Small);
        gui.Explain(new UiId(tip), place, tip);
    }
}
