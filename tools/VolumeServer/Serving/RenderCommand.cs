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
/// everybody sees does not change. <c>fathom.view</c>: the present view in the words that say what is wanted.
/// </summary>
internal sealed class RenderCommand
{
    private const string Invalid = "command.invalid";
    private const string NoSocket = "command.forbidden";
    private const string Retryable = "command.retryable";

    private readonly VideoPipeline _video;
    private readonly VolumeBudget _budget;

    public RenderCommand(VideoPipeline video, VolumeBudget budget) => (_video, _budget) = (video, budget);

    /// <summary>What everybody sees now, as <see cref="AskedView"/> reads it; with a view, that one without gaps.</summary>
    public void Tell(StateConnection caller, CallCommand call, Exhibit exhibit)
    {
        SceneState state = exhibit.Store.Current;
        if (!TryRead(exhibit, call.Keywords, _video.Rendering.Size, ref state, out string fault))
        {
            Refuse(caller, call, Invalid, fault);
            return;
        }

        Reply(caller, call, MapValue.Of(
            ("step", ListValue.Of<int>(state.Step.AsSpan(), static index => (StateValue)index)), ("view", ViewWords.Of(exhibit, state)), ("revision", state.Revision)));
    }

    public void Run(StateConnection caller, CallCommand call, Exhibit exhibit)
    {
        SceneState state = exhibit.Store.Current;
        MapValue wanted = call.Keywords;
        bool oneToOne = wanted["one_to_one"]?.AsBool() ?? false;
        int width = Integer(wanted["width"]) ?? 0, height = Integer(wanted["height"]) ?? 0;
        if (!oneToOne && !LosslessStill.IsSize(width, height))
        {
            Refuse(caller, call, Invalid, $"a picture has 1 to {LosslessStill.MaxPixels} pixels, not {width}×{height}");
            return;
        }

        if (!_video.Answers.Has(caller.Id))
        {
            // Nobody could be sent it, and it would wait in everybody's way until somebody watches.
            Refuse(caller, call, NoSocket, "no pixel socket of this session takes stills");
            return;
        }

        if (!TryRead(exhibit, wanted, oneToOne ? _video.Rendering.Size : (width, height), ref state, out string fault))
        {
            Refuse(caller, call, Invalid, fault);
            return;
        }

        if (wanted["step"] is { } asked)
        {
            if (!TryStep(asked, exhibit.Info, out ImmutableArray<int> step))
            {
                Refuse(caller, call, Invalid, "'step' must have an index inside the data for each axis");
                return;
            }

            state = state with { Step = step };
        }

        state = ExactView.Of(state, exhibit.Info, wanted, oneToOne ? 0 : width, oneToOne ? 0 : height);
        if (!oneToOne && _budget.ReadRefusal(exhibit.Layout, state) is { } tooMuch)
        {
            Refuse(caller, call, tooMuch.Code, tooMuch.Message);
            return;
        }

        Queue(caller, call, exhibit, state, width, height, oneToOne ? Contrast(wanted, state) : null);
    }

    private void Queue(StateConnection caller, CallCommand call, Exhibit exhibit, SceneState state, int width, int height, (double, double)? oneToOne)
    {
        var job = new ExactJob(
            caller.Id,
            exhibit.Store,
            state,
            width,
            height,
            oneToOne,
            still => Answer(caller, call, still),
            error => Refuse(caller, call, CodeOf(error), $"{error.What} {error.Why} {error.How}"));
        if (!_video.Asked.TryEnqueue(job))
        {
            Refuse(caller, call, Retryable, "too many pictures were asked for at once");
        }
    }

    private static bool TryRead(Exhibit exhibit, MapValue wanted, (int, int) canvas, ref SceneState state, out string fault)
    {
        fault = "'view' is no object";
        return wanted["view"] is not { } told || told is NullValue || (told is MapValue words && AskedView.TryRead(exhibit, state, words, canvas, out state, out fault));
    }

    /// <summary>What is damaged stays so; a store that does not answer may do so later.</summary>
    private static string CodeOf(FathomException error) =>
        error.ExitCode == ExitCode.Rejected && error.InnerException is not TimeoutException ? "data.unreadable" : Retryable;

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

    private static void Refuse(StateConnection caller, CallCommand call, string code, string text) => CommandJobs.Refuse(caller, call, code, text);

    private static void Reply(StateConnection caller, CallCommand call, MapValue result) =>
        caller.Send(new ReplyCommand(caller.Frames.Envelope("reply", caller.Id), call.FrameId!, result));

    private void Answer(StateConnection caller, CallCommand call, EncodedFrame? still)
    {
        if (still is null)
        {
            Refuse(caller, call, Retryable, "the picture could not be drawn");
        }
        else if (!_video.Answers.Has(caller.Id))
        {
            Refuse(caller, call, NoSocket, "no pixel socket of this session takes stills");
        }
        else if (!_video.Answers.TrySend(caller.Id, still))
        {
            Refuse(caller, call, Retryable, "several pictures wait at the pixel socket already");
        }
        else
        {
            Reply(caller, call, MapValue.Of(
                ("timestamp", still.Header.Timestamp), ("width", still.Header.Width), ("height", still.Header.Height), ("revision", still.View.Revision)));
        }
    }
}
