using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Client.Loop;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Streams;

/// <summary>
/// Unpacks lossless stills on a thread of its own: neither the video nor the window waits for one. Of the stills of the view only the newest waits; one that was
/// replaced before its turn is given up. Pictures that were asked for are not: each of them is somebody's answer.
/// </summary>
/// <remarks>
/// Threads: owns one, "still"; <see cref="Post"/> and <see cref="Clear"/> may be called by any.
/// Ownership: of posted units until they are unpacked; leases go to the sink with the presenter role.
/// </remarks>
internal sealed class StillWorker
{
    /// <summary>More than a server sends without waiting.</summary>
    private const int MostAsked = 8;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly NativeBufferPool _pool;
    private readonly LeaseLedger _ledger;
    private readonly Action<FrameLease> _sink;
    private readonly Action<ExactPicture> _answers;
    private readonly FlightCounters _counters;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private readonly Queue<EncodedUnit> _asked = new(MostAsked);
    private EncodedUnit _waiting;
    private bool _hasWaiting;
    private bool _unpacks;
    private bool _stopping;

    /// <summary>Creates a worker that does nothing until it is started.</summary>
    public StillWorker(NativeBufferPool pool, LeaseLedger ledger, Action<FrameLease> sink, Action<ExactPicture> answers, FlightCounters counters, TimeProvider time)
    {
        _pool = pool;
        _ledger = ledger;
        _sink = sink;
        _answers = answers;
        _counters = counters;
        _time = time;
        _thread = new Thread(Run) { Name = "still", IsBackground = true };
    }

    /// <summary>Whether nothing waits and nothing is being unpacked.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return !_unpacks && !_hasWaiting && _asked.Count == 0;
            }
        }
    }

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Unpacks on the calling thread what waits, for those who run without the thread.</summary>
    public void StepInline()
    {
        while (!IsIdle && TryTake(out EncodedUnit unit))
        {
            UnpackAndReturn(unit);
            lock (_gate)
            {
                _unpacks = false;
            }
        }
    }

    /// <summary>Takes over a still; one of the view that waited is given up for the next.</summary>
    public void Post(in EncodedUnit unit)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                unit.Buffer.Return();
                return;
            }

            if (unit.Header.IsKeyframe)
            {
                DropWaiting();
                _waiting = unit;
                _hasWaiting = true;
            }
            else
            {
                if (_asked.Count == MostAsked)
                {
                    _asked.Dequeue().Buffer.Return();
                    _counters.CountBadMessage();
                }

                _asked.Enqueue(unit);
            }

            Monitor.Pulse(_gate);
        }
    }

    /// <summary>What waits belongs to another connection.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            DropAll();
        }
    }

    /// <summary>Ends the thread after the still at hand.</summary>
    public void RequestStop()
    {
        lock (_gate)
        {
            _stopping = true;
            DropAll();
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for the thread; false when it did not end in time.</summary>
    public bool Join(TimeSpan patience) => !_thread.IsAlive || _thread.Join(patience);

    private void Run()
    {
        while (TryTake(out EncodedUnit unit))
        {
            UnpackAndReturn(unit);
        }
    }

    private void UnpackAndReturn(in EncodedUnit unit)
    {
        try
        {
            Unpack(unit);
        }
        finally
        {
            unit.Buffer.Return();
        }
    }

    /// <summary>Waits for a still; false when the thread is to end.</summary>
    private bool TryTake(out EncodedUnit unit)
    {
        lock (_gate)
        {
            _unpacks = false;
            while (!_stopping && !_hasWaiting && _asked.Count == 0)
            {
                Monitor.Wait(_gate, s_idle);
            }

            if (!_asked.TryDequeue(out unit))
            {
                unit = _waiting;
                _hasWaiting = false;
            }

            _unpacks = true;
            return !_stopping;
        }
    }

    private void Unpack(in EncodedUnit unit)
    {
        (int width, int height) = (unit.Header.Width, unit.Header.Height);
        if (!LosslessStill.IsSize(width, height) || !_pool.TryRent(LosslessStill.RgbBytes(width, height), out NativeBuffer? rgb))
        {
            _counters.CountBadMessage();
            return;
        }

        NativeBuffer? picture = null;
        try
        {
            Span<byte> samples = rgb!.GetSpan()[..LosslessStill.RgbBytes(width, height)];
            if (!LosslessStill.TryUnpack(unit.Payload, width, height, samples))
            {
                _counters.CountBadMessage();
                return;
            }

            if (!unit.Header.IsKeyframe)
            {
                _answers(new ExactPicture(Upright(samples, width, height), unit.Header.Timestamp, unit.View));
                return;
            }

            if (!_pool.TryRent(width * height * 4, out picture))
            {
                _counters.CountBadMessage();
                return;
            }

            picture!.Length = width * height * 4;
            LosslessStill.Widen(samples, picture.Bytes);
            if (_ledger.TryOpen(Describe(unit), [new PlaneView(picture.Address, width * 4, width * 4, height)], picture, out FrameLease lease))
            {
                picture = null;
                lease.Acquire(LeaseRole.Presenter);
                lease.Release(LeaseRole.Decoder);
                _counters.CountStill();
                _sink(lease);
            }
        }
        finally
        {
            rgb!.Return();
            picture?.Return();
        }
    }

    private static CapturedImage Upright(ReadOnlySpan<byte> rgb, int width, int height)
    {
        byte[] rgba = new byte[width * height * 4];
        for (int y = 0; y < height; y++)
        {
            LosslessStill.Widen(rgb.Slice((height - 1 - y) * width * 3, width * 3), rgba.AsSpan(y * width * 4));
        }

        return new CapturedImage(width, height, rgba);
    }

    private FrameInfo Describe(in EncodedUnit unit) => new()
    {
        Sequence = unit.Header.Sequence,
        ServerTimestamp = unit.Header.Timestamp,
        IsKeyframe = true,
        HasView = unit.HasView,
        View = unit.View,
        Bytes = unit.Length,
        FirstByteTicks = unit.FirstByteTicks,
        LastByteTicks = unit.LastByteTicks,
        DecodeSubmitTicks = unit.LastByteTicks,
        DecodeDoneTicks = _time.GetTimestamp(),
        Width = unit.Header.Width,
        Height = unit.Header.Height,
        Layout = PixelLayout.Rgba,
        Color = default,
        Path = "lossless still",
    };

    private void DropAll()
    {
        DropWaiting();
        while (_asked.TryDequeue(out EncodedUnit unit))
        {
            unit.Buffer.Return();
        }
    }

    private void DropWaiting()
    {
        if (_hasWaiting)
        {
            _hasWaiting = false;
            _waiting.Buffer.Return();
        }
    }
}
