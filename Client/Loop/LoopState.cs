using System.Diagnostics;
using Fathom.Client.Logging;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Quirks;
using Fathom.Protocol.State;

namespace Fathom.Client.Loop;

/// <summary>Everything that a tick changes.</summary>
/// <remarks>Threads: main thread only. Ownership: of the cache role of <see cref="Shown"/>.</remarks>
internal sealed class LoopState
{
    /// <summary>Where the state channel stands.</summary>
    public ChannelChanged StateChannel { get; set; } = new(ChannelKind.State, ChannelPhase.Idle, null, 0);

    /// <summary>Where the pixel channel stands.</summary>
    public ChannelChanged PixelChannel { get; set; } = new(ChannelKind.Pixel, ChannelPhase.Idle, null, 0);

    /// <summary>Whether pictures get through to the decoder, and why not.</summary>
    public GateChanged Gate { get; set; } = new(GateState.Gated, GateReason.Start);

    /// <summary>The present session; null without one.</summary>
    public SessionWelcome? Session { get; set; }

    /// <summary>All that the server has said; it outlives the session.</summary>
    public ViewerState View { get; set; } = ViewerState.Empty;

    /// <summary>What this kind of server does differently.</summary>
    public IServerQuirks Quirks { get; set; } = ServerQuirks.For(NegotiatedFeatures.None);

    /// <summary>The dims as the server last told them.</summary>
    public NotifyDims? Dims { get; set; }

    /// <summary>The video as the server last announced it.</summary>
    public NotifyStream? Stream { get; set; }

    /// <summary>The last picture shown, with the cache role; it is drawn again on resize and while nothing comes.</summary>
    public FrameLease Shown { get; private set; }

    /// <summary>The picture that is being drawn; null between pictures. Held by whoever draws it.</summary>
    public FrameLease Drawing { get; set; }

    /// <summary>The picture that overlays belong to: the one that is being drawn, else the last one shown.</summary>
    public FrameLease Drawn => Drawing.IsNull ? Shown : Drawing;

    /// <summary>The window must be drawn although no new picture came.</summary>
    public bool NeedsRedraw { get; set; } = true;

    /// <summary>Timestamp at which the state channel began to connect, 0 before.</summary>
    public long ConnectStartedAt { get; set; }

    /// <summary>Timestamp of the first picture on screen, 0 before.</summary>
    public long FirstShownAt { get; set; }

    /// <summary>Timestamp of the last new picture on screen.</summary>
    public long LastShownAt { get; set; }

    /// <summary>The revision that the last new picture shows; null when it does not say.</summary>
    public long? ShownRevision { get; set; }

    /// <summary>How good the picture on the screen is; unknown when it does not say.</summary>
    public FrameQuality ShownQuality { get; set; }

    /// <summary>The picture that was asked for by itself, once it is there.</summary>
    public ExactPicture? Exact { get; set; }

    /// <summary>Milliseconds between pictures on screen.</summary>
    public SampleWindow FrameGaps { get; } = new(8192);

    /// <summary>Milliseconds from the server's stamp to the screen, by the estimated or measured clock.</summary>
    public SampleWindow FrameAges { get; } = new(1024);

    /// <summary>Milliseconds of drawing and swapping one picture.</summary>
    public SampleWindow DrawTimes { get; } = new(1024);

    /// <summary>Where the time from intents to pictures goes.</summary>
    public LiveFigures Live => field ??= new LiveFigures(TicksPerSecond);

    /// <summary>Ticks that took longer than 100 ms although they wait for nothing.</summary>
    public long Stalls { get; set; }

    /// <summary>How often connections broke after they had worked.</summary>
    public int Reconnects { get; private set; }

    /// <summary>Why a connection that had worked was lost last; null while none was. The state channel's reason counts for both.</summary>
    public ChannelEnd? LastLoss { get; private set; }

    /// <summary>Acks that accepted.</summary>
    public long Acks { get; set; }

    /// <summary>Timestamp of the last ack that accepted; 0 before.</summary>
    public long LastAckAt { get; set; }

    /// <summary>Acks that refused, and the last reason.</summary>
    public long Rejects { get; set; }

    /// <summary>What the server last complained about; null for nothing.</summary>
    public string? LastError { get; set; }

    /// <summary>The log.</summary>
    public ClientLog Log { get; init; } = ClientLog.Off;

    /// <summary>What went wrong so far.</summary>
    public RunErrors Errors { get; } = new();

    /// <summary>Which ways to decode were tried and are out, and why; null for none.</summary>
    public string? DecoderNote { get; set; }

    /// <summary>The recording that feeds this run is over.</summary>
    public bool IsSourceEnded { get; set; }

    /// <summary>Why the loop should end; null while it should not.</summary>
    public ExitCause? Exit { get; set; }

    /// <summary>Milliseconds from the start of connecting to the first picture; null before it.</summary>
    public double? FirstFrameMs => FirstShownAt == 0 || ConnectStartedAt == 0
        ? null
        : (FirstShownAt - ConnectStartedAt) * 1000.0 / TicksPerSecond;

    /// <summary>Timestamps in one second.</summary>
    public long TicksPerSecond { get; init; } = Stopwatch.Frequency;

    /// <summary>Notes what somebody complained about.</summary>
    public void Complain(string code, string text)
    {
        Log.Write(LogCategory.Session, LogLevel.Warn, $"{code}: {text}");
        LastError = $"{code}: {text}";
        Errors.Add(code, text);
    }

    /// <summary>A connection waits for its next attempt.</summary>
    /// <param name="changed">Which one, and why.</param>
    /// <param name="wasUp">Whether it had worked.</param>
    public void NoteLoss(ChannelChanged changed, bool wasUp)
    {
        if (wasUp)
        {
            Reconnects++;
            LastLoss = changed.Channel == ChannelKind.State || Session is not null ? changed.End : LastLoss;
        }
    }

    /// <summary>Keeps a picture for drawing it again; gives up the one before.</summary>
    /// <param name="lease">Held by the caller in any role; the cache role is acquired here.</param>
    public void Keep(FrameLease lease)
    {
        lease.Acquire(LeaseRole.Cache);
        DropShown();
        Shown = lease;
    }

    /// <summary>Gives up the last picture.</summary>
    public void DropShown()
    {
        if (!Shown.IsNull)
        {
            Shown.Release(LeaseRole.Cache);
            Shown = default;
        }
    }
}
