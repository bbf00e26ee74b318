namespace Fathom.Protocol.Messages;

/// <summary>server → client: a command failed.</summary>
public sealed record ErrorCommand : Message
{
    /// <summary>Creates the frame.</summary>
    public ErrorCommand(Envelope envelope, string inReplyTo, ErrorInfo error, string? idempotencyKey = null)
        : base(envelope)
    {
        InReplyTo = Check.NotNull(inReplyTo, nameof(inReplyTo));
        Error = Check.NotNull(error, nameof(error));
        Check.Finite(envelope, error.Details, nameof(error));
        IdempotencyKey = idempotencyKey;
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.ErrorCommand;

    /// <summary>The call's frame id.</summary>
    public string InReplyTo { get; }

    /// <summary>Why.</summary>
    public ErrorInfo Error { get; }

    /// <summary>Never set by the reference server.</summary>
    public string? IdempotencyKey { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
