using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Telemetry;

/// <summary>
/// One intent's way from the user's hand to the picture that answers it. Client times are ticks of <c>TimeProvider.GetTimestamp</c>,
/// 0 for what did not happen; server times are Unix seconds on the server's clock, NaN for what it does not tell.
/// </summary>
internal struct IntentRecord
{
    /// <summary>Counts up with every intent of the run, from 1.</summary>
    public long Number { get; set; }

    /// <summary>The property.</summary>
    public PropertyKey Key { get; set; }

    /// <summary>The event of the window system, or the script's act, or the playback clock's tick.</summary>
    public long Input { get; set; }

    /// <summary>The client had made an intent of it.</summary>
    public long Queued { get; set; }

    /// <summary>The throttle let it go: it was given to the socket's queue.</summary>
    public long Dispatched { get; set; }

    /// <summary>It was written to the socket.</summary>
    public long Sent { get; set; }

    /// <summary>The server's answer had arrived.</summary>
    public long Acked { get; set; }

    /// <summary>The server got it.</summary>
    public double ServerReceived { get; set; }

    /// <summary>The server had applied it.</summary>
    public double ServerApplied { get; set; }

    /// <summary>The server's time when it wrote the answer, from the answer's envelope.</summary>
    public double ServerAnswered { get; set; }

    /// <summary>The state revision that contains it; null where the server names none.</summary>
    public long? Revision { get; set; }

    /// <summary>What the server said; null before it did.</summary>
    public AckStatus? Status { get; set; }

    /// <summary>The frame that answered it; meaningless when <see cref="Shown"/> is 0.</summary>
    public uint AnsweredBySequence { get; set; }

    /// <summary>When that frame was on the screen.</summary>
    public long Shown { get; set; }

    /// <summary>True when the answering frame was guessed, because the server's frames do not say what they show.</summary>
    public bool IsEstimated { get; set; }

    /// <summary>What became of it.</summary>
    public IntentFate Fate { get; set; }
}
