using System;
using System.Threading;
using Fathom.Decode;

namespace Fathom.Client.Decoding;

/// <summary>Hands one picture at a time from the decode thread to the thread that waits for it.</summary>
/// <remarks>Threads: one waits, the decode thread posts. Ownership: a picture that nobody takes is let go by <see cref="ReleaseLeft"/>.</remarks>
internal sealed class OneFrameSink : IFrameSink, IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _news = new(false);
    private FrameLease _lease;
    private string? _failure;

    /// <summary>Waits for a picture, whose presenter role is then the caller's. False when none came, or none will.</summary>
    public bool TryWait(TimeSpan patience, out FrameLease lease, out string? why)
    {
        _news.WaitOne(patience);
        lock (_lock)
        {
            lease = _lease;
            why = _failure;
            _lease = default;
            return !lease.IsNull;
        }
    }

    /// <summary>No picture will come.</summary>
    public void Fail(string why)
    {
        lock (_lock)
        {
            _failure ??= why;
        }

        _news.Set();
    }

    /// <summary>Lets a picture go that nobody waited for; call it when the decode thread has ended.</summary>
    public void ReleaseLeft()
    {
        lock (_lock)
        {
            if (!_lease.IsNull)
            {
                _lease.Release(LeaseRole.Presenter);
                _lease = default;
            }
        }
    }

    /// <inheritdoc/>
    public void OnFrame(FrameLease lease)
    {
        lock (_lock)
        {
            if (!_lease.IsNull)
            {
                _lease.Release(LeaseRole.Presenter);
            }

            _lease = lease;
        }

        _news.Set();
    }

    /// <inheritdoc/>
    public void OnGateChanged(GateState state, GateReason reason)
    {
    }

    /// <inheritdoc/>
    public void OnKeyframeWanted(GateReason reason)
    {
        if (reason is GateReason.DecodeError or GateReason.NoDecoder)
        {
            Fail("the decoder failed");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _news.Dispose();
}
