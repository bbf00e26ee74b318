using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: a command succeeded.</summary>
public sealed record ReplyCommand : Message
{
    /// <summary>Creates the frame.</summary>
    public ReplyCommand(Envelope envelope, string inReplyTo, StateValue? result = null, string? idempotencyKey = null)
        : base(envelope)
    {
        InReplyTo = Check.NotNull(inReplyTo, nameof(inReplyTo));
        Result = Check.Finite(envelope, result, nameof(result));
        IdempotencyKey = idempotencyKey;
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.ReplyCommand;

    /// <summary>The call's frame id.</summary>
    public string InReplyTo { get; }

    /// <summary>What came out; absent when null.</summary>
    public StateValue? Result { get; }

    /// <summary>Never set by the reference server.</summary>
    public string? IdempotencyKey { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
