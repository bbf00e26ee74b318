using System.Collections.Generic;
using System.Collections.Immutable;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: the session begins.</summary>
public sealed record SessionWelcome : Message
{
    /// <summary>Creates the frame; the envelope's session must be the session's id.</summary>
    public SessionWelcome(Envelope envelope, SessionInfo info, ImmutableArray<KeyValuePair<string, FeatureToggle>> features)
        : base(envelope)
    {
        Info = Check.NotNull(info, nameof(info));
        Features = Check.Present(features, nameof(features));
        Check.Finite(envelope, info.HeartbeatSeconds, nameof(info));
        Check.That(envelope, envelope.Session == info.Id, "The envelope's session must be the session's id.", nameof(info));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.SessionWelcome;

    /// <summary>The session's figures.</summary>
    public SessionInfo Info { get; }

    /// <summary>The server's answer to each feature, in its order.</summary>
    public ImmutableArray<KeyValuePair<string, FeatureToggle>> Features { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;

    /// <summary>The answer to one feature, or null when the server does not know it.</summary>
    public FeatureToggle? Feature(string name)
    {
        foreach (KeyValuePair<string, FeatureToggle> entry in Features)
        {
            if (entry.Key == name)
            {
                return entry.Value;
            }
        }

        return null;
    }
}
