using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Recording;

/// <summary>What a recording answers to those who want something else than it holds: no, and why.</summary>
internal static class RecordingRefusal
{
    private static readonly ErrorInfo s_why = new("recording.fixed", "This is a recording: it shows what was seen when it was made.");

    /// <summary>The answer to a message; null for those that want none.</summary>
    public static Message? Answer(Message message, FrameFactory frames, string session) => message switch
    {
        StateUpdate { IntentId: { } intent, FrameId: { } frame } => AckState.Reject(frames.Envelope("ack", session), intent, frame, s_why),
        CallCommand { FrameId: { } frame } => new ErrorCommand(frames.Envelope("error", session), frame, s_why),
        _ => null,
    };
}
