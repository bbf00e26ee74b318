using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: no session; the server closes the connection.</summary>
public sealed record SessionReject : Message
{
    /// <summary>Creates the frame.</summary>
    public SessionReject(Envelope envelope, string code, string reason, StateValue? details = null)
        : base(envelope)
    {
        Code = Check.NotNull(code, nameof(code));
        Reason = Check.NotNull(reason, nameof(reason));
        Details = Check.Finite(envelope, details, nameof(details));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.SessionReject;

    /// <summary>Why, as a code.</summary>
    public string Code { get; }

    /// <summary>Why, in the server's words.</summary>
    public string Reason { get; }

    /// <summary>More about it.</summary>
    public StateValue? Details { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.BeforeSession;
}
