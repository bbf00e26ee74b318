using System;
using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Checks on what goes into a message that is going to be sent.</summary>
internal static class Check
{
    public static T NotNull<T>(T? value, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }

    public static double Finite(in Envelope envelope, double value, string name) =>
        envelope.IsReceived || double.IsFinite(value) ? value : throw new ArgumentException("Numbers on the wire must be finite.", name);

    public static T? Finite<T>(in Envelope envelope, T? value, string name)
        where T : StateValue =>
        envelope.IsReceived || value is null || value.IsFinite ? value : throw new ArgumentException("Numbers on the wire must be finite.", name);

    public static ImmutableArray<T> Present<T>(ImmutableArray<T> values, string name) =>
        values.IsDefault ? throw new ArgumentException("The list must be there; it may be empty.", name) : values;

    public static void That(in Envelope envelope, bool condition, string problem, string name)
    {
        if (!condition && !envelope.IsReceived)
        {
            throw new ArgumentException(problem, name);
        }
    }
}
