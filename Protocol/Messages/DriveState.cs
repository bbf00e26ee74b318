namespace Fathom.Protocol.Messages;

/// <summary>server → client, extension <c>fathom.drive</c>: who drives. Sent after the baseline and whenever it changes.</summary>
public sealed record DriveState : Message
{
    /// <summary>Creates the frame.</summary>
    public DriveState(Envelope envelope, bool isDriver, string? driver, int viewers)
        : base(envelope)
    {
        IsDriver = isDriver;
        Driver = driver;
        Viewers = viewers;
        Check.That(envelope, viewers >= 0, "There cannot be fewer than no viewers.", nameof(viewers));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.DriveState;

    /// <summary>Whether the receiver drives.</summary>
    public bool IsDriver { get; }

    /// <summary>The name of the client that drives, if any does.</summary>
    public string? Driver { get; }

    /// <summary>How many clients are connected.</summary>
    public int Viewers { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
