using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>server → the issuing client: what became of a <see cref="StateUpdate"/>.</summary>
public sealed record AckState : Message
{
    private AckState(
        Envelope envelope, string intentId, string inReplyTo, AckStatus status, StateValue? appliedValue, long? version, long? revision, AckTimes? times, ErrorInfo? error)
        : base(envelope)
    {
        AckedIntentId = Check.NotNull(intentId, nameof(intentId));
        InReplyTo = Check.NotNull(inReplyTo, nameof(inReplyTo));
        Status = status;
        AppliedValue = Check.Finite(envelope, appliedValue, nameof(appliedValue));
        Version = version;
        Revision = revision;
        Times = times;
        Check.That(envelope, times is not { } told || (double.IsFinite(told.ReceivedAt) && double.IsFinite(told.AppliedAt)), "Times must be finite.", nameof(times));
        Error = error;
        Check.Finite(envelope, error?.Details, nameof(error));
        Check.That(envelope, status == AckStatus.Rejected || version is not null, "An accepting ack needs a version.", nameof(version));
        Check.That(envelope, (status == AckStatus.Rejected) == (error is not null), "An ack has an error exactly when it rejects.", nameof(error));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.AckState;

    /// <summary>The intent, as in the update's envelope.</summary>
    public string AckedIntentId { get; }

    /// <summary>The update's frame id.</summary>
    public string InReplyTo { get; }

    /// <summary>How it ended.</summary>
    public AckStatus Status { get; }

    /// <summary>The value that holds now; absent when null.</summary>
    public StateValue? AppliedValue { get; }

    /// <summary>A counter of the property; never compared across properties.</summary>
    public long? Version { get; }

    /// <summary>The state revision that contains the intent; only where <c>ack.revision</c> was negotiated.</summary>
    public long? Revision { get; }

    /// <summary>When the server got and applied the intent; only where <c>ack.revision</c> was negotiated, and not from older servers.</summary>
    public AckTimes? Times { get; }

    /// <summary>Why it was refused.</summary>
    public ErrorInfo? Error { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;

    /// <summary>Makes an ack that accepts.</summary>
    public static AckState Accept(Envelope envelope, string intentId, string inReplyTo, StateValue? appliedValue, long version, long? revision = null, AckTimes? times = null) =>
        new(envelope, intentId, inReplyTo, AckStatus.Accepted, appliedValue, version, revision, times, null);

    /// <summary>Makes an ack that refuses.</summary>
    public static AckState Reject(Envelope envelope, string intentId, string inReplyTo, ErrorInfo error, long? revision = null, AckTimes? times = null) =>
        new(envelope, intentId, inReplyTo, AckStatus.Rejected, null, null, revision, times, Check.NotNull(error, nameof(error)));

    internal static AckState Received(
        Envelope envelope, string intentId, string inReplyTo, AckStatus status, StateValue? appliedValue, long? version, long? revision, AckTimes? times, ErrorInfo? error) =>
        new(envelope, intentId, inReplyTo, status, appliedValue, version, revision, times, error);
}
