namespace Fathom.Protocol.Messages;

/// <summary>client → server, extension <c>fathom.drive</c>: take the wheel, or let go of it.</summary>
public sealed record DriveRequest : Message
{
    /// <summary>Creates the frame.</summary>
    public DriveRequest(Envelope envelope, bool wanted, bool force = false)
        : base(envelope)
    {
        Wanted = wanted;
        Force = force;
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.DriveRequest;

    /// <summary>True to drive, false to watch.</summary>
    public bool Wanted { get; }

    /// <summary>Whether to take it from somebody who drives now.</summary>
    public bool Force { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
