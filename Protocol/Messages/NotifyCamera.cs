using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: a camera command was taken (<see cref="Delta"/>) or a pose is shown (<see cref="Pose"/>).</summary>
public sealed record NotifyCamera : Message
{
    /// <summary>The mode of frames that carry the pose, which is the truth.</summary>
    public const string PoseMode = "pose";

    /// <summary>Creates the frame; one of the two parts must be there.</summary>
    public NotifyCamera(Envelope envelope, string mode, string origin, MapValue? delta = null, MapValue? pose = null)
        : base(envelope)
    {
        Mode = Check.NotNull(mode, nameof(mode));
        Origin = Check.NotNull(origin, nameof(origin));
        Delta = Check.Finite(envelope, delta, nameof(delta));
        Pose = Check.Finite(envelope, pose, nameof(pose));
        Check.That(envelope, (delta ?? pose) is not null, "A camera notice needs a delta or a pose.", nameof(delta));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.NotifyCamera;

    /// <summary>The command (<c>zoom</c>, <c>pan</c>, …) or <see cref="PoseMode"/>.</summary>
    public string Mode { get; }

    /// <summary>Who caused it.</summary>
    public string Origin { get; }

    /// <summary>An echo of the command; bookkeeping only.</summary>
    public MapValue? Delta { get; }

    /// <summary>The pose (<c>state</c> on the wire).</summary>
    public MapValue? Pose { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.NoticeWithId;
}
