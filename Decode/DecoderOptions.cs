using System;
using Fathom.Decode.Media;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>What a decoder is opened with.</summary>
public sealed record DecoderOptions
{
    /// <summary>How the pictures are encoded.</summary>
    public required VideoCodec Codec { get; init; }

    /// <summary>Where leases are opened.</summary>
    public required LeaseLedger Ledger { get; init; }

    /// <summary>The clock that stamps the frames.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Slice threads; 0: one for each core, at most four.</summary>
    public int Threads { get; init; }

    /// <summary>Goes into each frame's <see cref="FrameInfo.Generation"/>.</summary>
    public int Generation { get; init; }

    /// <summary>The stream's configuration record, for streams that do not repeat their parameter sets; may be empty.</summary>
    public ReadOnlyMemory<byte> ParameterSets { get; init; }

    /// <summary>Where copies are counted; null for nowhere.</summary>
    public CopyLedger? Copies { get; init; }

    /// <summary>The stream of a local file: its codec need not be one of the pixel channel's. Null for everything that comes from a server.</summary>
    public MediaStream? Stream { get; init; }

    /// <summary>Pictures are given in the order in which they are shown, and held back for that where the stream reorders them. Only files do.</summary>
    public bool KeepsOrder { get; init; }
}
