using System;

namespace Fathom.Decode;

/// <summary>What a <see cref="DecodeWorker"/> is made of.</summary>
public sealed record DecodeWorkerOptions
{
    /// <summary>Where leases are opened.</summary>
    public required LeaseLedger Ledger { get; init; }

    /// <summary>Where pictures and the gate's news go.</summary>
    public required IFrameSink Sink { get; init; }

    /// <summary>The clock for stamps and cool-downs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Queue length that counts as a backlog.</summary>
    public int BacklogTrigger { get; init; } = 32;

    /// <summary>Between two requests for a key frame.</summary>
    public TimeSpan KeyframeCoolDown { get; init; } = KeyframeGate.DefaultCoolDown;

    /// <summary>Slice threads of the decoder; 0 lets it choose.</summary>
    public int Threads { get; init; }

    /// <summary>Where copies are counted; null for nowhere.</summary>
    public CopyLedger? Copies { get; init; }

    /// <summary>Opens a decoder; the software one unless said otherwise.</summary>
    public Func<DecoderOptions, IVideoDecoder> OpenDecoder { get; init; } = FfmpegDecoder.Open;
}
