namespace Fathom.Protocol.Messages;

/// <summary>client → server, extension <c>fathom.credit</c>: a frame was shown (or given up), so the server may send another.</summary>
public sealed record DisplayCredit : Message
{
    /// <summary>Creates the frame.</summary>
    public DisplayCredit(Envelope envelope, uint sequence, int window, long? revision = null)
        : base(envelope)
    {
        Sequence = sequence;
        Window = window;
        Revision = revision;
        Check.That(envelope, window > 0, "At least one frame must be allowed in flight.", nameof(window));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.DisplayCredit;

    /// <summary>The newest pixel sequence number that is done with.</summary>
    public uint Sequence { get; }

    /// <summary>How many frames may be on their way beyond it.</summary>
    public int Window { get; }

    /// <summary>The state revision of the newest picture on the screen, where known.</summary>
    public long? Revision { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
