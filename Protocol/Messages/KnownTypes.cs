using System;
using System.Collections.Immutable;
using System.Text;

namespace Fathom.Protocol.Messages;

/// <summary>Finds the shared text of a known frame type, so that reading a frame does not allocate its type.</summary>
internal static class KnownTypes
{
    private static readonly ImmutableArray<(string Text, byte[] Utf8)> s_types =
    [
        .. Array.ConvertAll(
            [
                MessageTypes.NotifyDims,
                MessageTypes.AckState,
                MessageTypes.NotifyCamera,
                MessageTypes.NotifyLayers,
                MessageTypes.StateUpdate,
                MessageTypes.NotifyStream,
                MessageTypes.NotifyScene,
                MessageTypes.DisplayCredit,
                MessageTypes.ClockPing,
                MessageTypes.ClockPong,
                MessageTypes.SessionHeartbeat,
                MessageTypes.SessionAck,
                MessageTypes.CallCommand,
                MessageTypes.ReplyCommand,
                MessageTypes.ErrorCommand,
                MessageTypes.SessionHello,
                MessageTypes.SessionWelcome,
                MessageTypes.SessionReject,
                MessageTypes.SessionGoodbye,
                MessageTypes.NotifySceneLevel,
                MessageTypes.NotifyTelemetry,
                MessageTypes.NotifyError,
                MessageTypes.DriveRequest,
                MessageTypes.DriveState,
                MessageTypes.ViewSize,
            ],
            static (string type) => (type, Encoding.UTF8.GetBytes(type))),
    ];

    /// <summary>The shared text, or null when the type is not known.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        foreach ((string text, byte[] bytes) in s_types)
        {
            if (utf8.SequenceEqual(bytes))
            {
                return text;
            }
        }

        return null;
    }
}
