namespace Fathom.Protocol.Messages;

/// <summary>What one frame type allows in its envelope.</summary>
/// <param name="Session">Rule for the session id.</param>
/// <param name="FrameId">Rule for the frame id.</param>
/// <param name="History">Rule for the sequence number and the token, which go together.</param>
/// <param name="IntentId">Rule for the intent id.</param>
internal sealed record EnvelopeRule(EnvelopeField Session, EnvelopeField FrameId, EnvelopeField History, EnvelopeField IntentId)
{
    /// <summary>hello and reject: there is no session yet.</summary>
    public static EnvelopeRule BeforeSession { get; } =
        new(EnvelopeField.Forbidden, EnvelopeField.Required, EnvelopeField.Forbidden, EnvelopeField.Forbidden);

    /// <summary>Frames of a session, acks and commands.</summary>
    public static EnvelopeRule InSession { get; } =
        new(EnvelopeField.Required, EnvelopeField.Required, EnvelopeField.Forbidden, EnvelopeField.Forbidden);

    /// <summary>Topics with a history.</summary>
    public static EnvelopeRule Versioned { get; } =
        new(EnvelopeField.Required, EnvelopeField.Optional, EnvelopeField.Required, EnvelopeField.Optional);

    /// <summary>Topics without a history.</summary>
    public static EnvelopeRule Notice { get; } =
        new(EnvelopeField.Required, EnvelopeField.Optional, EnvelopeField.Forbidden, EnvelopeField.Optional);

    /// <summary>The user's intents.</summary>
    public static EnvelopeRule Intent { get; } =
        new(EnvelopeField.Required, EnvelopeField.Required, EnvelopeField.Forbidden, EnvelopeField.Required);

    /// <summary>Frames of which nothing is known.</summary>
    public static EnvelopeRule Anything { get; } =
        new(EnvelopeField.Optional, EnvelopeField.Optional, EnvelopeField.Optional, EnvelopeField.Optional);

    /// <summary>Topics that need one of the two ids.</summary>
    public static EnvelopeRule NoticeWithId { get; } = new(Notice) { NeedsOneId = true };

    /// <summary>Whether a frame id or an intent id must be there.</summary>
    public bool NeedsOneId { get; private init; }

    /// <summary>The first broken rule: the member's wire name and whether it is missing (else forbidden); null when all is well.</summary>
    public (string Field, bool Missing)? Check(in Envelope envelope)
    {
        return Check(Session, envelope.Session is not null, "session")
            ?? Check(FrameId, envelope.FrameId is not null, "frame_id")
            ?? Check(History, envelope.Seq is not null, "seq")
            ?? Check(History, envelope.DeltaToken is not null, "delta_token")
            ?? Check(IntentId, envelope.IntentId is not null, "intent_id")
            ?? (NeedsOneId && envelope.FrameId is null && envelope.IntentId is null ? ("frame_id", true) : null);
    }

    private static (string Field, bool Missing)? Check(EnvelopeField rule, bool present, string field) => (rule, present) switch
    {
        (EnvelopeField.Required, false) => (field, true),
        (EnvelopeField.Forbidden, true) => (field, false),
        _ => null,
    };
}
