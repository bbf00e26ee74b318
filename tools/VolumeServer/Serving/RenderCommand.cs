using System;
using System.Collections.Immutable;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// <c>fathom.render</c>: draws what the caller wants, exactly and for him alone, and sends it as a still to his pixel socket. The answer says which still it is; what
/// everybody sees does not change.
/// </summary>
internal sealed class RenderCommand
{
    private const string Invalid = "command.invalid";
    private const string NoSocket = "command.forbidden";

    private readonly VideoPipeline _video;
    private readonly VolumeBudget _budget;

    public RenderCommand(VideoPipeline video, VolumeBudget budget) => (_video, _budget) = (video, budget);

    public void Run(StateConnection caller, CallCommand call, Exhibit exhibit)
    {
        (VolumeInfo info, SceneState current) = (exhibit.Info, exhibit.Store.Current);
        MapValue wanted = call.Keywords;
        bool oneToOne = wanted["one_to_one"]?.AsBool() ?? false;
        int width = Integer(wanted["width"]) ?? 0, height = Integer(wanted["height"]) ?? 0;
        if (!oneToOne && !LosslessStill.IsSize(width, height))
        {
            Refuse(caller, call, Invalid, $"a picture has 1 to {LosslessStill.MaxPixels} pixels, not {width}×{height}");
            return;
        }

        if (!_video.TakesStills(caller.Id))
        {
            // Nobody could be sent it, and it would wait in everybody's way until somebody watches.
            Refuse(caller, call, NoSocket, "no pixel socket of this session takes stills");
            return;
        }

        ImmutableArray<int> step = current.Step;
        if (wanted["step"] is { } asked && !TryStep(asked, info, out step))
        {
            Refuse(caller, call, Invalid, "'step' must have an index inside the data for each axis");
            return;
        }

        if (!oneToOne && _budget.ReadRefusal(exhibit.Layout, ExactView.Of(current with { Step = step }, info, wanted, width, height)) is { } tooMuch)
        {
            Refuse(caller, call, tooMuch.Code, tooMuch.Message);
            return;
        }

        bool queued = _video.TryRender(new ExactJob(
            exhibit.Store,
            state => ExactView.Of(state with { Step = step }, info, wanted, width, height),
            width,
            height,
            oneToOne ? Contrast(wanted, current) : null,
            still => Answer(caller, call, still),
            error => Refuse(caller, call, CodeOf(error), $"{error.What} {error.Why} {error.How}")));
        if (!queued)
        {
            Refuse(caller, call, "command.retryable", "too many pictures were asked for at once");
        }
    }

    /// <summary>What is damaged stays so; a store that does not answer may do so later.</summary>
    private static string CodeOf(FathomException error) =>
        error.ExitCode == ExitCode.Rejected && error.InnerException is not TimeoutException ? "data.unreadable" : "command.retryable";

    private static (double Low, double High) Contrast(MapValue wanted, SceneState current) =>
        wanted["contrast"] is { } asked && asked.TryGetDoubles(out ImmutableArray<double> limits) && limits.Length == 2
            ? (limits[0], limits[1])
            : (current.Layer.ContrastLow, current.Layer.ContrastHigh);

    private static int? Integer(StateValue? value) => value is not null && value.TryGetInt64(out long number) ? (int)Math.Clamp(number, -1, int.MaxValue) : null;

    private static bool TryStep(StateValue asked, VolumeInfo info, out ImmutableArray<int> step)
    {
        step = [];
        if (!asked.TryGetDoubles(out ImmutableArray<double> numbers) || numbers.Length != info.Axes.Length)
        {
            return false;
        }

        var indices = ImmutableArray.CreateBuilder<int>(numbers.Length);
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!(numbers[i] >= 0 && numbers[i] < info.Axes[i].Length))
            {
                return false;
            }

            indices.Add((int)numbers[i]);
        }

        step = indices.MoveToImmutable();
        return true;
    }

    private static void Refuse(StateConnection caller, CallCommand call, string code, string text) =>
        caller.Send(new ErrorCommand(caller.Frames.Envelope("error", caller.Id), call.FrameId!, new ErrorInfo(code, text)));

    private void Answer(StateConnection caller, CallCommand call, EncodedFrame? still)
    {
        if (still is null)
        {
            Refuse(caller, call, "command.retryable", "the picture could not be drawn");
        }
        else if (!_video.TrySend(caller.Id, still))
        {
            Refuse(caller, call, NoSocket, "no pixel socket of this session takes stills, or several wait there already");
        }
        else
        {
            caller.Send(new ReplyCommand(
                caller.Frames.Envelope("reply", caller.Id),
                call.FrameId!,
                MapValue.Of(("timestamp", still.Header.Timestamp), ("width", still.Header.Width), ("height", still.Header.Height), ("revision", still.View.Revision))));
        }
    }
}
