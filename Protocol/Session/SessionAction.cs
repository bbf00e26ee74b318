using System;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.Session;

/// <summary>Something that a session wants done by whoever owns the socket.</summary>
public abstract record SessionAction
{
    private SessionAction()
    {
    }

    /// <summary>Open the connection.</summary>
    public sealed record Connect : SessionAction;

    /// <summary>Send a frame.</summary>
    /// <param name="Message">The frame.</param>
    public sealed record Send(Message Message) : SessionAction;

    /// <summary>Close the connection with a WebSocket close code.</summary>
    /// <param name="Code">The code.</param>
    /// <param name="Reason">The reason, short.</param>
    public sealed record Close(int Code, string Reason) : SessionAction;

    /// <summary>Hand a message to the program; the cached state already contains it.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Deliver(Message Message) : SessionAction;

    /// <summary>The session lives: the program may send.</summary>
    /// <param name="Welcome">What the server offers.</param>
    public sealed record Began(SessionWelcome Welcome) : SessionAction;

    /// <summary>There is no session any more: drop what is pending and fail what is outstanding.</summary>
    /// <param name="End">Why.</param>
    /// <param name="RetryAfter">The pause before the next attempt; null when there will be none.</param>
    public sealed record Ended(SessionEnd End, TimeSpan? RetryAfter) : SessionAction;
}
