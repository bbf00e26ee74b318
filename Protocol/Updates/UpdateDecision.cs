using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Updates;

/// <summary>What becomes of an intent.</summary>
public abstract record UpdateDecision
{
    private UpdateDecision()
    {
    }

    /// <summary>It is applied.</summary>
    /// <param name="Property">The property by its proper names: scope and key in lower case, the target resolved.</param>
    /// <param name="Applied">The value that holds now, as the ack says it.</param>
    /// <param name="Axis">The data axis of a dims intent, else -1.</param>
    public sealed record Accepted(PropertyKey Property, StateValue Applied, int Axis = -1) : UpdateDecision;

    /// <summary>It is refused.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Refused(ErrorInfo Error) : UpdateDecision;

    /// <summary>The reference server drops the connection over it, without an answer.</summary>
    public sealed record Fatal : UpdateDecision;
}
