using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Streams;

/// <summary>Where a run's messages and frames come from: a server, or a recording.</summary>
/// <remarks>Threads: the loops run on the pool, all else may be called by any thread and returns at once. Disposed when the loops have ended.</remarks>
internal interface IStreamSource : IDisposable
{
    /// <summary>What runs until it is stopped, with names for messages.</summary>
    IReadOnlyList<(string Name, Func<CancellationToken, Task> Run)> Loops { get; }

    /// <summary>Queues a message of the present session. False when there is none or the queue is full.</summary>
    bool TryPost(Message message);

    /// <summary>Frames come from here.</summary>
    void Aim(PixelTarget target);

    /// <summary>Timestamp of the last message of any kind on the state channel; 0 when nobody knows.</summary>
    long LastHeardAt => 0;

    /// <summary>Ends the pauses before the next attempts to connect.</summary>
    void RetryNow();

    /// <summary>Breaks what is connected, without a word, as if the network did.</summary>
    void Drop()
    {
    }
}
