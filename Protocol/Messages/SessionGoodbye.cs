namespace Fathom.Protocol.Messages;

/// <summary>Both directions: the sender is about to close on purpose.</summary>
public sealed record SessionGoodbye : Message
{
    /// <summary>Creates the frame.</summary>
    public SessionGoodbye(Envelope envelope, string? code = null, string? text = null, string? reason = null)
        : base(envelope)
    {
        Code = code;
        Text = text;
        Reason = reason;
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.SessionGoodbye;

    /// <summary>Why, as a code.</summary>
    public string? Code { get; }

    /// <summary>Why, for people (<c>message</c> on the wire).</summary>
    public string? Text { get; }

    /// <summary>Why, for programs.</summary>
    public string? Reason { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
