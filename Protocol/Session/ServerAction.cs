using Fathom.Protocol.Messages;

namespace Fathom.Protocol.Session;

/// <summary>Something that a server's session wants done by whoever owns the socket.</summary>
public abstract record ServerAction
{
    private ServerAction()
    {
    }

    /// <summary>Send a frame.</summary>
    /// <param name="Message">The frame.</param>
    public sealed record Send(Message Message) : ServerAction;

    /// <summary>Close the connection with a WebSocket close code; nothing else follows.</summary>
    /// <param name="Code">The code.</param>
    /// <param name="Reason">The reason, short.</param>
    public sealed record Close(int Code, string Reason) : ServerAction;

    /// <summary>The session lives: send the baseline.</summary>
    /// <param name="Hello">What the client wants.</param>
    public sealed record Began(SessionHello Hello) : ServerAction;

    /// <summary>An intent to be applied and acked.</summary>
    /// <param name="Update">The intent.</param>
    public sealed record Apply(StateUpdate Update) : ServerAction;

    /// <summary>A command to be run and answered; its name is one of those on offer.</summary>
    /// <param name="Command">The call.</param>
    public sealed record Run(CallCommand Command) : ServerAction;

    /// <summary>A message of an extension that was agreed on.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Deliver(Message Message) : ServerAction;
}
