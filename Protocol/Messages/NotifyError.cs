using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: something went wrong on the server. Defined, but the reference server never sends it.</summary>
public sealed record NotifyError : Message
{
    /// <summary>Creates the frame.</summary>
    public NotifyError(Envelope envelope, string domain, string code, string text, string severity, MapValue? context = null)
        : base(envelope)
    {
        Domain = Check.NotNull(domain, nameof(domain));
        Code = Check.NotNull(code, nameof(code));
        Text = Check.NotNull(text, nameof(text));
        Severity = Check.NotNull(severity, nameof(severity));
        Context = Check.Finite(envelope, context, nameof(context));
        Check.That(envelope, severity is "info" or "warning" or "critical", "The severity is info, warning or critical.", nameof(severity));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.NotifyError;

    /// <summary>The part of the server.</summary>
    public string Domain { get; }

    /// <summary>What, as a code.</summary>
    public string Code { get; }

    /// <summary>What, for people (<c>message</c> on the wire).</summary>
    public string Text { get; }

    /// <summary><c>info</c>, <c>warning</c> or <c>critical</c>.</summary>
    public string Severity { get; }

    /// <summary>More about it.</summary>
    public MapValue? Context { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.Notice;
}
