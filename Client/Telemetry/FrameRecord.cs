using Fathom.Client.Presentation;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Telemetry;

/// <summary>
/// One frame's way from the server's renderer to the screen. Client times are ticks of <c>TimeProvider.GetTimestamp</c>, 0 for what
/// did not happen; server times are on the server's clock. A value, so that recording it allocates nothing.
/// </summary>
internal struct FrameRecord
{
    /// <summary>The sequence number of its pixel message.</summary>
    public uint Sequence { get; set; }

    /// <summary>The size of its access unit.</summary>
    public int Bytes { get; set; }

    /// <summary>Whether it could be decoded by itself.</summary>
    public bool IsKeyframe { get; set; }

    /// <summary>Whether it said what it shows. Without that <see cref="Revision"/> and <see cref="Server"/> mean nothing.</summary>
    public bool HasView { get; set; }

    /// <summary>The state revision that it shows.</summary>
    public long Revision { get; set; }

    /// <summary>How good it is; a lossless one repeats the frame of the same number.</summary>
    public FrameQuality Quality { get; set; }

    /// <summary>The level of detail.</summary>
    public int Level { get; set; }

    /// <summary>The header's time, Unix seconds on the server's clock.</summary>
    public double ServerTimestamp { get; set; }

    /// <summary>The server's stages, relative to <see cref="ServerTimestamp"/>.</summary>
    public StageTimes Server { get; set; }

    /// <summary>The first byte had arrived.</summary>
    public long FirstByte { get; set; }

    /// <summary>The last byte had arrived.</summary>
    public long LastByte { get; set; }

    /// <summary>The decoder got it.</summary>
    public long DecodeSubmit { get; set; }

    /// <summary>The decoder gave the picture.</summary>
    public long DecodeDone { get; set; }

    /// <summary>The presenter got it.</summary>
    public long Queued { get; set; }

    /// <summary>When the presenter meant it to be shown.</summary>
    public long Due { get; set; }

    /// <summary>The wake-up that began the tick was posted; 0 when the tick began by itself. It may have been posted for something else.</summary>
    public long WakePosted { get; set; }

    /// <summary>The tick that took it began.</summary>
    public long TickStart { get; set; }

    /// <summary>It was taken from the presenter, a back buffer being free.</summary>
    public long Latched { get; set; }

    /// <summary>The calls that draw it and what lies over it had returned.</summary>
    public long Drawn { get; set; }

    /// <summary>The fence of the draw was seen signalled.</summary>
    public long GpuDone { get; set; }

    /// <summary>The last look at the fence that found it pending; 0 when the first found it signalled.</summary>
    public long GpuPending { get; set; }

    /// <summary>The swap had returned; without a window the time of <see cref="GpuDone"/>.</summary>
    public long Swapped { get; set; }

    /// <summary>What became of it.</summary>
    public FrameFate Fate { get; set; }

    /// <summary>How many older frames the presenter gave up in its favour.</summary>
    public int Overtaken { get; set; }

    /// <summary>Why the presenter chose it.</summary>
    public FrameChoice Choice { get; set; }

    /// <summary>The presenter's policy at that moment.</summary>
    public PresenterPolicy Policy { get; set; }

    /// <summary>What was known of the server's clock when it was shown or dropped.</summary>
    public ClockReading Clock { get; set; }

    /// <summary>Whether it repeats a frame that was shown, exactly.</summary>
    public readonly bool IsStill => HasView && Quality == FrameQuality.Lossless;

    /// <summary>When it was on the screen as far as can be known: swapped, and the GPU done. 0 when it was not shown.</summary>
    public readonly long Shown => Fate == FrameFate.Shown ? System.Math.Max(Swapped, GpuDone) : 0;

    /// <summary>All that a decoded frame brings along.</summary>
    public static FrameRecord Of(in FrameInfo info) => new()
    {
        Sequence = info.Sequence,
        Bytes = info.Bytes,
        IsKeyframe = info.IsKeyframe,
        HasView = info.HasView,
        Revision = info.View.Revision,
        Quality = info.HasView ? info.View.Quality : FrameQuality.Unknown,
        Level = info.View.Level,
        ServerTimestamp = info.ServerTimestamp,
        Server = info.View.Times,
        FirstByte = info.FirstByteTicks,
        LastByte = info.LastByteTicks,
        DecodeSubmit = info.DecodeSubmitTicks,
        DecodeDone = info.DecodeDoneTicks,
    };
}
