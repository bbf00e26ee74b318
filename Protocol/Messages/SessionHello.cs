using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.Protocol.Messages;

/// <summary>client → server, the first frame: what the client speaks, wants and remembers.</summary>
public sealed record SessionHello : Message
{
    /// <summary>Creates the frame.</summary>
    public SessionHello(
        Envelope envelope,
        ImmutableArray<int> protocols,
        ClientIdentity client,
        ImmutableArray<KeyValuePair<string, bool>> features,
        ImmutableArray<KeyValuePair<string, string?>> resumeTokens,
        HelloAuth? auth = null)
        : base(envelope)
    {
        Protocols = Check.Present(protocols, nameof(protocols));
        Check.That(envelope, Protocols.Contains(ProtocolVersion), "The hello must offer protocol 2.", nameof(protocols));
        Client = Check.NotNull(client, nameof(client));
        Features = Check.Present(features, nameof(features));
        ResumeTokens = Check.Present(resumeTokens, nameof(resumeTokens));
        Auth = auth;
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.SessionHello;

    /// <summary>The protocol versions that the client speaks.</summary>
    public ImmutableArray<int> Protocols { get; }

    /// <summary>Who the client is.</summary>
    public ClientIdentity Client { get; }

    /// <summary>Which topics and extensions the client wants.</summary>
    public ImmutableArray<KeyValuePair<string, bool>> Features { get; }

    /// <summary>Where each topic could be resumed; null means: send all of it.</summary>
    public ImmutableArray<KeyValuePair<string, string?>> ResumeTokens { get; }

    /// <summary>Credentials, if any.</summary>
    public HelloAuth? Auth { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.BeforeSession;

    /// <summary>Whether the client asks for a feature.</summary>
    public bool Wants(string feature) => Features.Any(entry => entry.Key == feature && entry.Value);
}
