using System;

namespace Fathom.Decode;

/// <summary>Turns access units into leases.</summary>
/// <remarks>Threads: all members on the decode thread only. Leases may outlive the decoder.</remarks>
public interface IVideoDecoder : IDisposable
{
    /// <summary>What it is, e.g. "software h264".</summary>
    string Name { get; }

    /// <summary>Hands over one unit. Unless the answer is <see cref="SubmitResult.Full"/>, its buffer now belongs to the decoder.</summary>
    SubmitResult Submit(in EncodedUnit unit);

    /// <summary>Takes out the next picture, if there is one.</summary>
    ReceiveResult TryReceive(out FrameLease lease);

    /// <summary>No more units will come: what is held back can be taken out now. Decoders that hold nothing back have nothing to do.</summary>
    void Drain()
    {
    }

    /// <summary>Forgets everything it was given; the next unit must be a key frame.</summary>
    void Flush();
}
