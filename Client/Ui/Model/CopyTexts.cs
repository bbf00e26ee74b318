using System;
using System.Globalization;
using System.Text;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Decode;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Ui;

/// <summary>What goes to the clipboard: where the picture stands, and how it came. Plain text, for a message to a colleague or a report.</summary>
/// <remarks>Threads: main thread, on a key.</remarks>
internal static class CopyTexts
{
    /// <summary>Indices and places of all axes that are not in the picture, and of the pointer.</summary>
    public static string Place(LoopState state, WorldAxes world, ReadOnlySpan<char> pointer)
    {
        if (state.Dims is not { } dims)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        for (int axis = 0; axis < dims.Step.Length; axis++)
        {
            if (DimsAxes.IsDisplayed(dims, axis))
            {
                continue;
            }

            int index = ShownIndex.Of(state, axis);
            text.Append(text.Length > 0 ? "; " : string.Empty).Append(CultureInfo.InvariantCulture, $"{DimsAxes.Label(dims, axis)}={index}");
            if (world.IsKnown)
            {
                string unit = world.UnitOf(axis);
                text.Append(CultureInfo.InvariantCulture, $" ({Math.Round(world.ValueOf(axis, index), 6)}{(unit.Length > 0 ? " " : string.Empty)}{unit})");
            }
        }

        return text.Append(text.Length > 0 && !pointer.IsEmpty ? "; " : string.Empty).Append(pointer).ToString();
    }

    /// <summary>Server, video, rate, age, level, quality, decoder and counts, one to a line.</summary>
    public static string Statistics(UiParts parts, Figures figures)
    {
        LoopState state = parts.State;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"server: {parts.Server}\n");
        if (state.View.Scene.SourcePath is { } path)
        {
            text.Append(CultureInfo.InvariantCulture, $"dataset: {path}\n");
        }

        if (state.Stream is NotifyStream stream)
        {
            text.Append(CultureInfo.InvariantCulture, $"video: {stream.Codec} {stream.Width}x{stream.Height}, {stream.Fps:0.##} fps announced, {figures.Fps:0} shown\n");
        }

        if (!state.Drawn.IsNull)
        {
            ref readonly FrameInfo info = ref state.Drawn.Info;
            string quality = info.HasView ? $", level {info.View.Level}, {info.View.Quality.ToString().ToLowerInvariant()}" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"picture: {info.Width}x{info.Height}{quality}, decoded by {info.Path}\n");
        }

        if (double.IsFinite(figures.Latency))
        {
            text.Append(CultureInfo.InvariantCulture, $"age when shown: {figures.Latency:0} ms (median)\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"frames: {parts.Counters.Received} received, {parts.Counters.Presented} shown, {parts.Counters.Drops.Total} left out\n");
        text.Append(CultureInfo.InvariantCulture, $"answers: {state.Acks} accepted, {state.Rejects} refused; {state.Reconnects} reconnects\n");
        return text.ToString();
    }
}
