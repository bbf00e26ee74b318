using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Streams;
using Fathom.Decode;

namespace Fathom.Client.Export.Remote;

/// <summary>Pictures that came over the pixel channel, by the time that names them, until the answer that belongs to them is there; or the other way round.</summary>
/// <remarks>
/// Threads: any. Ownership: of the units until they are unpacked; pictures nobody asked for any more are given up, the oldest first.
/// </remarks>
internal sealed class RemoteStills : IUnitSink
{
    private readonly Lock _gate = new();
    private readonly Queue<EncodedUnit> _arrived = new();
    private readonly Dictionary<double, TaskCompletionSource<RemotePicture?>> _awaited = [];
    private readonly int _most;

    /// <param name="most">So many pictures without an answer are kept.</param>
    public RemoteStills(int most) => _most = most;

    /// <summary>Video that came all the same; none is asked for.</summary>
    public long Video { get; private set; }

    /// <inheritdoc/>
    public void OnConnected()
    {
    }

    /// <inheritdoc/>
    public void OnUnit(in EncodedUnit unit)
    {
        Video++;
        unit.Buffer.Return();
    }

    /// <inheritdoc/>
    public void OnStill(in EncodedUnit unit)
    {
        TaskCompletionSource<RemotePicture?>? waiter;
        lock (_gate)
        {
            if (!_awaited.Remove(unit.Header.Timestamp, out waiter))
            {
                // The view at rest is nobody's answer.
                if (unit.Header.IsKeyframe)
                {
                    unit.Buffer.Return();
                    return;
                }

                _arrived.Enqueue(unit);
                if (_arrived.Count > _most)
                {
                    _arrived.Dequeue().Buffer.Return();
                }

                return;
            }
        }

        waiter.TrySetResult(Unpack(unit));
    }

    /// <summary>The picture of that time; null when the connection broke before it came, or it is damaged.</summary>
    public Task<RemotePicture?> TakeAsync(double timestamp)
    {
        EncodedUnit unit;
        lock (_gate)
        {
            if (!TryFind(timestamp, out unit))
            {
                var waiter = new TaskCompletionSource<RemotePicture?>(TaskCreationOptions.RunContinuationsAsynchronously);
                _awaited[timestamp] = waiter;
                return waiter.Task;
            }
        }

        return Task.FromResult(Unpack(unit));
    }

    /// <summary>Nobody waits for it any longer.</summary>
    public void Forget(double timestamp)
    {
        TaskCompletionSource<RemotePicture?>? waiter;
        lock (_gate)
        {
            _awaited.Remove(timestamp, out waiter);
        }

        waiter?.TrySetResult(null);
    }

    /// <summary>The connection is another one: what is awaited will not come.</summary>
    public void Clear()
    {
        TaskCompletionSource<RemotePicture?>[] waiters;
        lock (_gate)
        {
            waiters = [.. _awaited.Values];
            _awaited.Clear();
            while (_arrived.TryDequeue(out EncodedUnit unit))
            {
                unit.Buffer.Return();
            }
        }

        foreach (TaskCompletionSource<RemotePicture?> waiter in waiters)
        {
            waiter.TrySetResult(null);
        }
    }

    private bool TryFind(double timestamp, out EncodedUnit found)
    {
        found = default;
        bool isFound = false;
        for (int i = _arrived.Count; i > 0; i--)
        {
            EncodedUnit unit = _arrived.Dequeue();
            if (!isFound && unit.Header.Timestamp == timestamp)
            {
                (found, isFound) = (unit, true);
            }
            else
            {
                _arrived.Enqueue(unit);
            }
        }

        return isFound;
    }

    /// <summary>Takes the unit's memory back; null when it is no picture.</summary>
    private static RemotePicture? Unpack(in EncodedUnit unit)
    {
        (int width, int height) = (unit.Header.Width, unit.Header.Height);
        byte[]? rgb = null;
        try
        {
            if (!unit.HasView || !LosslessStill.IsSize(width, height))
            {
                return null;
            }

            int bytes = LosslessStill.RgbBytes(width, height);
            rgb = ArrayPool<byte>.Shared.Rent(bytes);
            if (!LosslessStill.TryUnpack(unit.Payload, width, height, rgb.AsSpan(0, bytes)))
            {
                return null;
            }

            LosslessStill.TurnOver(rgb.AsSpan(0, bytes), width);
            var picture = new RemotePicture(rgb, width, height, unit.View);
            rgb = null;
            return picture;
        }
        finally
        {
            unit.Buffer.Return();
            if (rgb is not null)
            {
                ArrayPool<byte>.Shared.Return(rgb);
            }
        }
    }
}
