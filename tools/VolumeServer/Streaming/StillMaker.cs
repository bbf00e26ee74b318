using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.VolumeServer.Streaming;

/// <summary>Packs exact pictures on a thread of its own, so that the next picture does not wait for it.</summary>
/// <remarks>
/// Threads: owns one, "still"; the other members may be called by any.
/// Full queue: <see cref="CanTake"/> says so before a picture is drawn for nothing.
/// </remarks>
internal sealed class StillMaker
{
    private const int Capacity = 2;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Queue<Work> _waiting = new(Capacity);
    private readonly ServerClock _clock;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private byte[]? _spare;
    private bool _busy;
    private bool _stopping;

    public StillMaker(ServerClock clock, Action<Exception> failed)
    {
        _clock = clock;
        _failed = failed;
        _thread = new Thread(Run) { Name = "still", IsBackground = true };
    }

    /// <summary>Called when there is room again.</summary>
    public Action? HasRoom { get; set; }

    public StageMeter PackTimes { get; } = new();

    /// <summary>Bytes of the last still: what the next one will be like.</summary>
    public int LastLength { get; private set; }

    public long Made { get; private set; }

    public bool CanTake
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count + (_busy ? 1 : 0) < Capacity;
            }
        }
    }

    public void Start() => _thread.Start();

    /// <summary>A buffer for a picture; it comes back with <see cref="Post"/> or <see cref="Return"/>.</summary>
    public byte[] Rent(int length)
    {
        lock (_gate)
        {
            byte[]? spare = _spare;
            _spare = null;
            return spare is not null && spare.Length >= length && spare.Length < 4 * Math.Max(length, 1 << 16) ? spare : new byte[length];
        }
    }

    public void Return(byte[] buffer)
    {
        lock (_gate)
        {
            _spare = buffer;
        }
    }

    /// <summary>Packs a picture (RGB, rows bottom-up) and hands it on. <paramref name="isView"/>: it is what everybody sees, not an answer to one of them.</summary>
    public void Post(byte[] rgb, int width, int height, in FrameView view, bool isView, double renderStart, double renderEnd, Action<EncodedFrame?> done)
    {
        lock (_gate)
        {
            _waiting.Enqueue(new Work(rgb, width, height, view, isView, renderStart, renderEnd, done));
            Monitor.Pulse(_gate);
        }
    }

    public void RequestStop()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }
    }

    public bool Join(TimeSpan patience) => !_thread.IsAlive || _thread.Join(patience);

    private void Run()
    {
        // The next picture has a claim on the processors, this one has been seen already.
        ThreadRank.StandBack();
        try
        {
            while (TryTake(out Work work))
            {
                Pack(work);
                Return(work.Rgb);
                lock (_gate)
                {
                    _busy = false;
                }

                HasRoom?.Invoke();
            }
        }

        // Boundary: the still thread; a failure must end the server with its reason, not silently leave viewers without exact pictures.
        catch (Exception error)
        {
            _failed(error);
        }
    }

    private void Pack(in Work work)
    {
        double start = _clock.Now;
        EncodedFrame frame = EncodedFrame.Rent();
        frame.RenderStart = work.RenderStart;
        frame.RenderEnd = work.RenderEnd;
        frame.EncodeStart = start;
        int bytes = LosslessStill.RgbBytes(work.Width, work.Height);
        bool packed = LosslessStill.TryPack(work.Rgb.AsSpan(0, bytes), frame.GetSpan(LosslessStill.MaxPackedBytes(work.Width, work.Height)), out int length);
        if (packed)
        {
            frame.Advance(length);
            FrameView view = work.View;
            view.Quality = FrameQuality.Lossless;
            frame.View = view;
            frame.Header = new PixelHeader(0, _clock.Now, work.Width, work.Height, VideoCodec.LosslessStill, work.IsView, 0);
            PackTimes.Add((frame.Header.Timestamp - start) * 1000);
            LastLength = length;
            Made++;
        }

        work.Done(packed ? frame : null);
        frame.Release();
    }

    private bool TryTake(out Work work)
    {
        lock (_gate)
        {
            while (!_stopping && _waiting.Count == 0)
            {
                Monitor.Wait(_gate, s_idle);
            }

            _busy = !_stopping && _waiting.Count > 0;
            work = _busy ? _waiting.Dequeue() : default;
            return _busy;
        }
    }

    private readonly record struct Work(byte[] Rgb, int Width, int Height, FrameView View, bool IsView, double RenderStart, double RenderEnd, Action<EncodedFrame?> Done);
}
