using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Telemetry;

/// <summary>The frames that were on the screen last, and which of them answers an intent.</summary>
/// <remarks>Threads: one owner. Adding allocates nothing.</remarks>
internal sealed class ShownFrames
{
    private const int Capacity = 64;

    private readonly FrameRecord[] _ring = new FrameRecord[Capacity];
    private int _next;
    private int _count;

    /// <summary>A frame was on the screen.</summary>
    public void Add(in FrameRecord frame)
    {
        _ring[_next] = frame;
        _next = (_next + 1) % Capacity;
        _count = Math.Min(_count + 1, Capacity);
    }

    /// <summary>Forgets them.</summary>
    public void Clear() => _count = 0;

    /// <summary>Finds the first frame that answers an intent.</summary>
    public bool TryFindAnswer(in IntentRecord intent, out FrameRecord answer)
    {
        for (int i = _count; i > 0; i--)
        {
            ref readonly FrameRecord frame = ref _ring[(_next - i + Capacity) % Capacity];
            if (IsAnswer(intent, frame))
            {
                answer = frame;
                return true;
            }
        }

        answer = default;
        return false;
    }

    /// <summary>
    /// Whether a frame shows what an accepted intent asked for: exactly, by the revisions of both; else by guess, as the first that
    /// came after the answer and that the server stamped after it.
    /// </summary>
    public static bool IsAnswer(in IntentRecord intent, in FrameRecord frame)
    {
        if (intent.Revision is { } revision && frame.HasView)
        {
            return frame.Revision >= revision;
        }

        bool isStamped = double.IsFinite(intent.ServerAnswered) && frame.ServerTimestamp > 0;
        return isStamped ? frame.ServerTimestamp >= intent.ServerAnswered && frame.Shown >= intent.Acked : frame.LastByte >= intent.Acked;
    }

    /// <summary>Whether the frame was drawn before the intent: what it asked for was there already.</summary>
    public static bool IsOlder(in IntentRecord intent, in FrameRecord frame) =>
        (frame.LastByte != 0 && frame.LastByte <= intent.Input)
        || (frame.HasView && StageTimes.Absolute(frame.ServerTimestamp, frame.Server.RenderEnd) < intent.ServerReceived);
}
