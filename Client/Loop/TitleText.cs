using System;
using System.Globalization;
using System.Text;
using Fathom.Client.Streams;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Loop;

/// <summary>What the window's title says: where we are connected, what is shown, how well, and what is the matter if something is.</summary>
internal static class TitleText
{
    /// <summary>Writes the title.</summary>
    /// <param name="state">The loop's state.</param>
    /// <param name="server">Host and port.</param>
    /// <param name="framesPerSecond">Pictures shown in the last second.</param>
    /// <param name="now">Timestamp of now.</param>
    public static string Write(LoopState state, string server, double framesPerSecond, long now)
    {
        var text = new StringBuilder("Fathom – ").Append(server);
        if (state.Dims is { } dims)
        {
            AppendDims(text, dims);
        }

        string trouble = Trouble(state, now);
        if (trouble.Length > 0)
        {
            return text.Append(" – ").Append(trouble).ToString();
        }

        if (framesPerSecond > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" – {framesPerSecond:0} fps");
        }

        if (state.ShownQuality == FrameQuality.Lossless)
        {
            return text.Append(" – exact").ToString();
        }

        double age = state.FrameAges.Quantile(0.5);
        if (double.IsFinite(age) && age is >= 0 and < 10_000)
        {
            text.Append(CultureInfo.InvariantCulture, $", {age:0} ms");
        }

        return text.ToString();
    }

    /// <summary>What keeps pictures from coming; empty when nothing does.</summary>
    public static string Trouble(LoopState state, long now)
    {
        foreach (ChannelChanged channel in (ReadOnlySpan<ChannelChanged>)[state.StateChannel, state.PixelChannel])
        {
            string name = channel.Channel == ChannelKind.State ? string.Empty : "video: ";
            switch (channel.Phase)
            {
                case ChannelPhase.Waiting:
                    double seconds = Math.Max(0, channel.RetryAt - now) / (double)state.TicksPerSecond;
                    return string.Create(CultureInfo.InvariantCulture, $"{name}reconnecting in {seconds:0.0} s ({channel.End?.Reason})");
                case ChannelPhase.Connecting when state.Reconnects > 0:
                    return name + "reconnecting";
                case ChannelPhase.Idle or ChannelPhase.Connecting:
                    return name + "connecting";
                case ChannelPhase.Ended:
                    return name + (channel.End?.Reason ?? "ended");
            }
        }

        return state.Gate.State == GateState.Gated ? "waiting for a key frame (" + GateText(state.Gate.Reason) + ")" : string.Empty;
    }

    private static string GateText(GateReason reason) => reason switch
    {
        GateReason.Start => "nothing came yet",
        GateReason.Configuration => "the stream changed",
        GateReason.Gap => "a frame is missing",
        GateReason.Backlog => "too many frames at once",
        GateReason.DecodeError => "a frame could not be decoded",
        GateReason.Reconnect => "connected anew",
        _ => reason.ToString(),
    };

    private static void AppendDims(StringBuilder text, NotifyDims dims)
    {
        for (int i = 0; i < dims.Step.Length; i++)
        {
            if (DimsAxes.IsDisplayed(dims, i))
            {
                continue;
            }

            int size = DimsAxes.Size(dims, i);
            text.Append(CultureInfo.InvariantCulture, $" – {DimsAxes.Label(dims, i)} {dims.Step[i]}/{Math.Max(0, size - 1)}");
        }
    }
}
