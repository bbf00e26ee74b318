using System;
using System.Runtime.CompilerServices;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Telemetry;

/// <summary>
/// The time from an intent to its picture, or from the server's renderer to the picture, cut into stages without gap or overlap:
/// each begins where the one before ended, so that their sum is the total. In milliseconds; NaN for a stage that is not part of it.
/// </summary>
/// <remarks>
/// A moment on the server's clock is placed on ours by the frame's <see cref="FrameRecord.Clock"/>. An error of its
/// offset moves time between <see cref="Stage.Send"/> and <see cref="Stage.Network"/> and changes neither their sum nor the total;
/// both carry its uncertainty and are withheld when it exceeds them.
/// </remarks>
internal struct StageBreakdown
{
    private Figures _milliseconds;
    private Figures _uncertainty;

    private StageBreakdown(double fill)
    {
        ((Span<double>)_milliseconds).Fill(fill);
    }

    /// <summary>The sum of all stages.</summary>
    public double Total { get; private set; }

    /// <summary>Both ways through the network together, which no clock's offset changes; NaN where one of them is not known.</summary>
    public readonly double Transport => this[Stage.Send] + this[Stage.Network];

    /// <summary>True when the clock's offset, or the frame that answers, is a guess.</summary>
    public bool IsEstimated { get; private set; }

    /// <summary>The length of a stage, withheld or not; NaN when it is not part of the whole.</summary>
    public readonly double this[Stage stage] => _milliseconds[(int)stage];

    /// <summary>How far a stage's length may be from the truth.</summary>
    public readonly double UncertaintyOf(Stage stage) => _uncertainty[(int)stage];

    /// <summary>Whether a stage is known well enough to be told: its uncertainty does not exceed it.</summary>
    public readonly bool IsTold(Stage stage) => this[stage] >= UncertaintyOf(stage);

    /// <summary>Cuts the time from an intent's input to the picture that answers it.</summary>
    /// <param name="intent">An intent that was answered.</param>
    /// <param name="answer">The frame that answered it.</param>
    /// <param name="frequency">Ticks in a second.</param>
    public static StageBreakdown Of(in IntentRecord intent, in FrameRecord answer, long frequency)
    {
        var result = new StageBreakdown(double.NaN) { IsEstimated = intent.IsEstimated || answer.Clock.IsEstimated };
        double milliseconds = 1000.0 / frequency;
        var cut = new Cut(intent.Input * milliseconds);
        long sent = intent.Sent != 0 ? intent.Sent : intent.Dispatched;
        result.Put(Stage.Queue, cut.To(sent * milliseconds));
        if (!answer.HasView || !answer.Clock.HasOffset || intent.IsEstimated)
        {
            result.Put(Stage.Remote, cut.To(answer.LastByte * milliseconds));
        }
        else
        {
            if (double.IsFinite(intent.ServerReceived))
            {
                double received = answer.Clock.ToLocal(intent.ServerReceived);
                result.Put(Stage.Send, cut.Over(received * 1000), answer.Clock.UncertaintyAt(received) * 1000);
                result.Put(Stage.Apply, cut.To(ServerMoment(answer, answer.Server.RenderStart)));
            }
            else
            {
                double began = ServerMoment(answer, answer.Server.RenderStart);
                result.Put(Stage.Remote, cut.Over(began), answer.Clock.UncertaintyAt(began / 1000) * 1000);
            }

            result.PutServer(answer, ref cut, milliseconds);
        }

        result.PutClient(answer, ref cut, milliseconds);
        return result;
    }

    /// <summary>Cuts the time from the start of a frame's rendering, where it says so, to the screen.</summary>
    /// <param name="frame">A frame that was shown.</param>
    /// <param name="frequency">Ticks in a second.</param>
    public static StageBreakdown Of(in FrameRecord frame, long frequency)
    {
        var result = new StageBreakdown(double.NaN) { IsEstimated = frame.Clock.IsEstimated };
        double milliseconds = 1000.0 / frequency;
        Cut cut;
        if (frame.HasView && frame.Clock.HasOffset)
        {
            cut = new Cut(ServerMoment(frame, frame.Server.RenderStart));
            result.PutServer(frame, ref cut, milliseconds);
        }
        else
        {
            cut = new Cut(frame.LastByte * milliseconds);
        }

        result.PutClient(frame, ref cut, milliseconds);
        return result;
    }

    /// <summary>Makes one of figures that were stored.</summary>
    /// <param name="milliseconds">The length of each stage in the order of <see cref="Stage"/>; NaN for one that is not part of it.</param>
    /// <param name="uncertainties">How far each may be off.</param>
    /// <param name="isEstimated">Whether the clock or the answer was a guess.</param>
    public static StageBreakdown FromStages(ReadOnlySpan<double> milliseconds, ReadOnlySpan<double> uncertainties, bool isEstimated)
    {
        var result = new StageBreakdown(double.NaN) { IsEstimated = isEstimated };
        for (int i = 0; i < milliseconds.Length; i++)
        {
            if (!double.IsNaN(milliseconds[i]))
            {
                result.Put((Stage)i, milliseconds[i], uncertainties[i]);
            }
        }

        return result;
    }

    private static double ServerMoment(in FrameRecord frame, int relative) => frame.Clock.ToLocal(StageTimes.Absolute(frame.ServerTimestamp, relative)) * 1000;

    private void PutServer(in FrameRecord frame, ref Cut cut, double milliseconds)
    {
        Put(Stage.Render, cut.To(ServerMoment(frame, frame.Server.RenderEnd)));
        Put(Stage.Encode, cut.To(ServerMoment(frame, frame.Server.EncodeEnd)));
        Put(Stage.Serve, cut.To(ServerMoment(frame, frame.Server.Send)));
        double arrived = frame.LastByte * milliseconds;
        Put(Stage.Network, cut.Over(arrived), frame.Clock.UncertaintyAt(arrived / 1000) * 1000);
    }

    private void PutClient(in FrameRecord frame, ref Cut cut, double milliseconds)
    {
        Put(Stage.Decode, cut.To(frame.DecodeDone * milliseconds));
        Put(Stage.Wait, cut.To(frame.Latched * milliseconds));
        Put(Stage.Draw, cut.To(frame.Drawn * milliseconds));

        Put(Stage.Swap, cut.To(frame.Swapped * milliseconds));
        Put(Stage.Gpu, cut.To(frame.GpuDone * milliseconds), frame.GpuPending == 0 ? 0 : (frame.GpuDone - frame.GpuPending) * milliseconds / 2);
    }

    private void Put(Stage stage, double length, double uncertainty = 0)
    {
        _milliseconds[(int)stage] = length;
        _uncertainty[(int)stage] = uncertainty;
        Total += length;
    }

    /// <summary>How far the cutting has got.</summary>
    private struct Cut(double at)
    {
        private double _at = at;

        /// <summary>Up to a moment of the same clock; stamps in the wrong order make a stage of no length.</summary>
        public double To(double moment) => Over(Math.Max(_at, moment));

        /// <summary>Up to a moment of the other clock, which may lie before, as far as the offset is wrong.</summary>
        public double Over(double moment)
        {
            double length = moment - _at;
            _at = moment;
            return length;
        }
    }

    [InlineArray(StageNames.Count)]
    private struct Figures
    {
        private double _first;
    }
}
