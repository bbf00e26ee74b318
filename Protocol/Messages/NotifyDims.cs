using System.Collections.Immutable;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: the whole state of the dims.</summary>
public sealed record NotifyDims : Message
{
    /// <summary>The mode in which one plane is shown.</summary>
    public const string PlaneMode = "plane";

    /// <summary>The mode in which a volume is rendered.</summary>
    public const string VolumeMode = "volume";

    /// <summary>Creates the frame.</summary>
    public NotifyDims(
        Envelope envelope,
        ImmutableArray<int> step,
        ImmutableArray<LevelInfo> levels,
        int currentLevel,
        ImmutableArray<ImmutableArray<int>> levelShapes,
        string mode,
        int ndisplay)
        : base(envelope)
    {
        Step = Check.Present(step, nameof(step));
        Levels = Check.Present(levels, nameof(levels));
        CurrentLevel = currentLevel;
        LevelShapes = Check.Present(levelShapes, nameof(levelShapes));
        Mode = Check.NotNull(mode, nameof(mode));
        Ndisplay = ndisplay;
        Check.That(envelope, mode is PlaneMode or VolumeMode, "The mode is plane or volume.", nameof(mode));
        Check.That(envelope, ndisplay is 2 or 3, "Two or three axes are displayed.", nameof(ndisplay));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.NotifyDims;

    /// <summary>The index per data axis (sent as <c>step</c> and <c>current_step</c>).</summary>
    public ImmutableArray<int> Step { get; }

    /// <summary>The levels.</summary>
    public ImmutableArray<LevelInfo> Levels { get; }

    /// <summary>The level in use.</summary>
    public int CurrentLevel { get; }

    /// <summary>The size per level and axis.</summary>
    public ImmutableArray<ImmutableArray<int>> LevelShapes { get; }

    /// <summary><see cref="PlaneMode"/> or <see cref="VolumeMode"/>.</summary>
    public string Mode { get; }

    /// <summary>How many axes are displayed.</summary>
    public int Ndisplay { get; }

    /// <summary>Whether the level was lowered for want of memory or time.</summary>
    public bool? Downgraded { get; init; }

    /// <summary>The axes' names: the targets of dims updates; default when absent.</summary>
    public ImmutableArray<string> AxisLabels { get; init; }

    /// <summary>The axes' order, the displayed ones last; default when absent.</summary>
    public ImmutableArray<int> Order { get; init; }

    /// <summary>The displayed data axes; default when absent.</summary>
    public ImmutableArray<int> Displayed { get; init; }

    /// <summary>Names for people; default when absent.</summary>
    public ImmutableArray<string> Labels { get; init; }

    /// <summary>How many samples of each axis a plane takes together; only where <c>fathom.dims</c> was negotiated.</summary>
    public ImmutableArray<int> Thickness { get; init; }

    /// <summary>What becomes of the samples of a thick plane (<c>mean</c>, <c>max</c>, <c>min</c>); only where <c>fathom.dims</c> was negotiated.</summary>
    public string? Projection { get; init; }

    /// <summary>As viewers of the public protocol expect it.</summary>
    public NotifyDims WithoutSlab() => Thickness.IsDefault && Projection is null ? this : this with { Thickness = default, Projection = null };

    internal override EnvelopeRule Rule => EnvelopeRule.NoticeWithId;
}
