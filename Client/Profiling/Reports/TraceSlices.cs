using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Profiling.Sessions;

namespace Fathom.Client.Profiling.Reports;

/// <summary>What the tracks of the trace do.</summary>
internal static class TraceSlices
{
    /// <summary>Everything of a session, in no order.</summary>
    public static List<TraceSlice> Of(ProfileSession session)
    {
        var slices = new List<TraceSlice>();
        var answered = new Dictionary<uint, IntentSample>();
        HashSet<uint> drawn = [.. session.Frames.Where(static frame => double.IsFinite(frame.Shown)).Select(static frame => frame.Sequence)];
        foreach (IntentSample intent in session.Intents)
        {
            // An arrow that begins must end: only for pictures that are in the trace, and one for each.
            bool flows = intent.AnsweredBy is { } sequence && drawn.Contains(sequence) && answered.TryAdd(sequence, intent);
            Add(slices, intent, flows ? intent.Number : 0);
        }

        foreach (FrameSample frame in session.Frames)
        {
            // The same number may come back after a reconnection: the arrow belongs to the frame that was shown at that time.
            IntentSample? intent = answered.GetValueOrDefault(frame.Sequence);
            bool isAnswer = intent is not null && double.Abs(frame.Shown - intent.At[IntentStamp.Shown]) < 0.01;
            Add(slices, frame, isAnswer ? intent!.Number : 0);
            if (isAnswer)
            {
                answered.Remove(frame.Sequence);
            }
        }

        return WithoutLooseEnds(slices);
    }

    private static void Add(List<TraceSlice> slices, IntentSample intent, long flow)
    {
        Stamps<IntentStamp> at = intent.At;
        string name = intent.Property;
        long frame = intent.AnsweredBy ?? -1L;
        double sent = double.IsFinite(at[IntentStamp.Sent]) ? at[IntentStamp.Sent] : at[IntentStamp.Dispatched];
        Put(slices, TraceTrack.Input, name, at[IntentStamp.Input], double.IsFinite(sent) ? sent : at[IntentStamp.Queued], flow, frame);
        Put(slices, TraceTrack.Up, name, sent, at[IntentStamp.ServerReceived], flow, frame);
        Put(slices, TraceTrack.Apply, name, at[IntentStamp.ServerReceived], at[IntentStamp.ServerApplied], flow, frame);
    }

    private static void Add(List<TraceSlice> slices, FrameSample frame, long flow)
    {
        Stamps<FrameStamp> at = frame.At;
        string name = System.FormattableString.Invariant($"frame {frame.Sequence}");
        Put(slices, TraceTrack.Render, name, at[FrameStamp.RenderStart], at[FrameStamp.RenderEnd], flow, frame.Sequence);
        Put(slices, TraceTrack.Encode, name, at[FrameStamp.EncodeStart], at[FrameStamp.EncodeEnd], flow, frame.Sequence);
        Put(slices, TraceTrack.Serve, name, at[FrameStamp.EncodeEnd], at[FrameStamp.ServerSend], flow, frame.Sequence);
        Put(slices, TraceTrack.Down, name, double.IsFinite(at[FrameStamp.ServerSend]) ? at[FrameStamp.ServerSend] : at[FrameStamp.FirstByte], at[FrameStamp.LastByte], flow, frame.Sequence);
        Put(slices, TraceTrack.Decode, name, at[FrameStamp.DecodeSubmit], at[FrameStamp.DecodeDone], flow, frame.Sequence);
        Put(slices, TraceTrack.Present, name, at[FrameStamp.DecodeDone], at[FrameStamp.Latched], flow, frame.Sequence);
        Put(slices, TraceTrack.Draw, name, at[FrameStamp.Latched], double.MaxNumber(at[FrameStamp.Drawn], at[FrameStamp.Swapped]), flow, frame.Sequence);
        Put(slices, TraceTrack.Gpu, name, at[FrameStamp.Drawn], at[FrameStamp.GpuDone], flow, frame.Sequence);
    }

    private static void Put(List<TraceSlice> slices, TraceTrack track, string name, double from, double to, long flow, long frame)
    {
        if (double.IsFinite(from) && double.IsFinite(to))
        {
            // Drawing ends the arrow, so that it ends once.
            slices.Add(new TraceSlice(track, name, from, double.Max(from, to), track == TraceTrack.Gpu ? 0 : flow, frame));
        }
    }

    /// <summary>Arrows that do not have both their ends are none.</summary>
    private static List<TraceSlice> WithoutLooseEnds(List<TraceSlice> slices)
    {
        HashSet<long> begun = [.. slices.Where(static slice => slice.Track == TraceTrack.Input).Select(static slice => slice.Flow)];
        HashSet<long> whole = [.. slices.Where(slice => slice.Track == TraceTrack.Draw && begun.Contains(slice.Flow)).Select(static slice => slice.Flow)];
        return slices.ConvertAll(slice => whole.Contains(slice.Flow) ? slice : slice with { Flow = 0 });
    }
}
