using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>client → server: set a property, or change it by a delta.</summary>
public sealed record StateUpdate : Message
{
    /// <summary>Creates the frame.</summary>
    public StateUpdate(Envelope envelope, PropertyKey property, StateValue value)
        : base(envelope)
    {
        Check.NotNull(property.Scope, nameof(property));
        Check.NotNull(property.Target, nameof(property));
        Check.NotNull(property.Key, nameof(property));
        Property = property;
        Value = Check.NotNull(Check.Finite(envelope, value, nameof(value)), nameof(value));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.StateUpdate;

    /// <summary>Which property.</summary>
    public PropertyKey Property { get; }

    /// <summary>The wanted value.</summary>
    public StateValue Value { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.Intent;
}
