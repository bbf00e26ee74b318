using System;
using System.Text.Unicode;

namespace Fathom.Protocol.Messages;

/// <summary>Reads frames of the state channel.</summary>
/// <remarks>
/// Frames that only clients send are read as strictly as the reference server reads them, because accepting more would hide a fault of the
/// sender. Frames that servers send are read tolerantly: unknown members, missing optional ones and loose number types are no reason to drop a
/// frame. A bad frame is answered with a typed error, never with an exception.
/// </remarks>
public static class MessageReader
{
    /// <summary>Reads one frame.</summary>
    /// <param name="utf8">The text of one WebSocket message.</param>
    /// <param name="message">The message; an <see cref="UnknownMessage"/> for objects of another or of no type.</param>
    /// <param name="error">Why there is no message.</param>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out Message? message, out MessageError error)
    {
        message = null;
        if (!Utf8.IsValid(utf8))
        {
            error = new MessageError(MessageErrorKind.NotUtf8, string.Empty, "The frame is not UTF-8.");
            return false;
        }

        var frame = default(FrameParts);
        if (!FrameParts.TryRead(utf8, ref frame, out error))
        {
            return false;
        }

        message = Dispatch(ref frame, out error);
        if (error.Kind == MessageErrorKind.None)
        {
            return true;
        }

        message = null;
        error = error with { FrameType = frame.Type, FrameId = frame.FrameId, IntentId = frame.IntentId, Session = frame.Session };
        return false;
    }

    private static Message? Dispatch(ref FrameParts frame, out MessageError error)
    {
        error = default;
        return frame.Type switch
        {
            MessageTypes.SessionHello => SessionFrameReader.Hello(ref frame, out error),
            MessageTypes.SessionWelcome => SessionFrameReader.Welcome(ref frame, out error),
            MessageTypes.SessionReject => SessionFrameReader.Reject(ref frame, out error),
            MessageTypes.SessionHeartbeat => SessionFrameReader.Heartbeat(ref frame, out error),
            MessageTypes.SessionAck => SessionFrameReader.Ack(ref frame, out error),
            MessageTypes.SessionGoodbye => SessionFrameReader.Goodbye(ref frame, out error),
            MessageTypes.NotifyScene => SceneFrameReader.Scene(ref frame, out error),
            MessageTypes.NotifySceneLevel => SceneFrameReader.SceneLevel(ref frame, out error),
            MessageTypes.NotifyLayers => SceneFrameReader.Layers(ref frame, out error),
            MessageTypes.NotifyDims => DimsFrameReader.Dims(ref frame, out error),
            MessageTypes.NotifyCamera => SceneFrameReader.Camera(ref frame, out error),
            MessageTypes.NotifyStream => NoticeFrameReader.Stream(ref frame, out error),
            MessageTypes.NotifyTelemetry => NoticeFrameReader.Telemetry(ref frame, out error),
            MessageTypes.NotifyError => NoticeFrameReader.Error(ref frame, out error),
            MessageTypes.StateUpdate => StateFrameReader.Update(ref frame, out error),
            MessageTypes.AckState => StateFrameReader.Ack(ref frame, out error),
            MessageTypes.CallCommand => CommandFrameReader.Call(ref frame, out error),
            MessageTypes.ReplyCommand => CommandFrameReader.Reply(ref frame, out error),
            MessageTypes.ErrorCommand => CommandFrameReader.Error(ref frame, out error),
            MessageTypes.ClockPing => ExtensionFrameReader.ClockPing(ref frame, out error),
            MessageTypes.ClockPong => ExtensionFrameReader.ClockPong(ref frame, out error),
            MessageTypes.DisplayCredit => ExtensionFrameReader.DisplayCredit(ref frame, out error),
            MessageTypes.DriveRequest => ExtensionFrameReader.DriveRequest(ref frame, out error),
            MessageTypes.DriveState => ExtensionFrameReader.DriveState(ref frame, out error),
            MessageTypes.ViewSize => ExtensionFrameReader.ViewSize(ref frame, out error),
            _ => new UnknownMessage(frame.Envelope, frame.Type ?? string.Empty),
        };
    }
}
