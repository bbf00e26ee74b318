using System;
using System.Buffers;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// Holds one conversation with itself while the server starts, so that the first real client does not wait for the compiler: a cold handshake takes
/// a quarter of a second on a busy machine.
/// </summary>
internal static class SessionWarmup
{
    public static void Run(ServerSessionOptions options, SceneNotices notices, SceneState state, TimeProvider time)
    {
        var output = new ArrayBufferWriter<byte>(1 << 14);
        var session = new ServerSession(options, time);
        var hello = new SessionHello(
            session.Frames.Envelope("hello", null),
            [Message.ProtocolVersion],
            new ClientIdentity("warmup", "0", "none"),
            [new(FeatureNames.Scene, true), new(FeatureNames.Layers, true), new(FeatureNames.Stream, true), new(FeatureNames.PixelFrameView, true)],
            []);
        MessageWriter.Write(output, hello);
        session.Received(output.WrittenSpan, isBinary: false);
        output.ResetWrittenCount();
        StateUpdate intent = session.Frames.Update(session.Id, new PropertyKey("dims", "0", "index"), 0);
        MessageWriter.Write(output, intent);
        session.Received(output.WrittenSpan, isBinary: false);
        while (session.TryTakeAction(out ServerAction action))
        {
            if (action is ServerAction.Send send)
            {
                MessageWriter.Write(output, send.Message);
            }
        }

        StateUpdateRules.Decide(intent, new UpdateContext(["0"], [1], [0], 1, false));
        MessageWriter.Write(output, notices.MakeScene(session.Id, state));
        MessageWriter.Write(output, notices.MakeDims(session.Id, state));
        foreach (NotifyLayers layer in notices.MakeLayers(session.Id, state))
        {
            MessageWriter.Write(output, layer);
        }

        MessageWriter.Write(output, notices.MakeStream(session.Id));
        MessageWriter.Write(output, AckState.Accept(session.Frames.Envelope("ack", session.Id), intent.IntentId!, intent.FrameId!, 0, 1, 1));
    }
}
