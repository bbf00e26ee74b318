using System;
using Fathom.Protocol.Pixel;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// What is on its way to one viewer. With <c>fathom.credit</c> a picture counts until the viewer says that it is shown; without, until it is sent. A picture
/// for which there is no room is not encoded.
/// </summary>
/// <remarks>Pure; times in seconds come from outside. <b>Threads</b>: any; a short lock.</remarks>
internal sealed class ViewerFlow
{
    /// <summary>So many pictures beyond the window, and the viewer is no match for those it shares a stream with: 0.4 s at 30 fps.</summary>
    private const int Tolerance = 12;

    private const int FirstWindow = 4;
    private const int LargestWindow = 64;
    private const int History = 128;

    /// <summary>Credits can be lost with a state socket; one picture after this time shows whether the viewer lives.</summary>
    private const double ProbeSeconds = 1;

    private readonly object _gate = new();
    private readonly (int Bytes, double At)[] _sent = new (int, double)[History];
    private readonly RateControl _rate;
    private uint _newest = uint.MaxValue;
    private uint _credited = uint.MaxValue;
    private double _newestAt = double.NegativeInfinity;
    private int _window = FirstWindow;
    private uint _beforeStill;
    private double _clearSince = double.NegativeInfinity;
    private bool _stillUnderWay;

    public ViewerFlow(bool isCredited, RateControl rate)
    {
        IsCredited = isCredited;
        _rate = rate;
    }

    /// <summary>Whether the viewer says what it has shown.</summary>
    public bool IsCredited { get; }

    public int InFlight
    {
        get
        {
            lock (_gate)
            {
                return (int)(_newest - _credited);
            }
        }
    }

    public double BitsPerSecond
    {
        get
        {
            lock (_gate)
            {
                return _rate.BitsPerSecond;
            }
        }
    }

    /// <summary>The number of the newest picture that was put on its way.</summary>
    public uint Newest
    {
        get
        {
            lock (_gate)
            {
                return _newest;
            }
        }
    }

    public bool HasRoom(double now) => RoomIn(now) <= 0;

    /// <summary>Seconds until there is room without any word from the viewer; 0 = now.</summary>
    public double RoomIn(double now)
    {
        lock (_gate)
        {
            // Behind a still one picture waits, not several: the word about it says that the way is clear, and then the newest follows.
            uint window = _stillUnderWay && SequenceNumber.IsNewer(_newest, _beforeStill) ? Math.Min((uint)_window, _beforeStill - _credited + 1) : (uint)_window;
            bool hasRoom = _newest - _credited < window && !FillsPath();
            return !IsCredited || hasRoom ? 0 : Math.Max(0, _newestAt + ProbeSeconds - now);
        }
    }

    /// <summary>Others go on and this one does not follow.</summary>
    public bool IsBehind
    {
        get
        {
            lock (_gate)
            {
                return IsCredited && _newest - _credited > (uint)(_window + Tolerance);
            }
        }
    }

    /// <summary>A picture was put on its way.</summary>
    public void OnOffered(uint sequence, int bytes, double now)
    {
        lock (_gate)
        {
            _newest = sequence;
            _newestAt = now;
            _sent[sequence % History] = (bytes, now);
        }
    }

    /// <summary>A picture was handed to the socket, which took until now.</summary>
    public void OnSent(uint sequence, double now)
    {
        lock (_gate)
        {
            if (!IsCredited)
            {
                _credited = sequence;
                Deliver(_sent[sequence % History].Bytes, sequence, false, now);
            }
        }
    }

    /// <summary>The viewer has shown a picture or given it up. Words about pictures that were never sent are passed over.</summary>
    public void OnCredit(uint sequence, int window, double now)
    {
        lock (_gate)
        {
            if (!IsCredited || _newest - sequence > _newest - _credited)
            {
                return;
            }

            bool wasFull = _newest - _credited >= (uint)_window || FillsPath();
            _window = Math.Clamp(window, 1, LargestWindow);
            int bytes = BytesUntil(sequence);
            bool moved = sequence != _credited;
            _credited = sequence;
            if (moved && _newest - sequence < History)
            {
                Deliver(bytes, sequence, wasFull, now);
            }

            if (_stillUnderWay && SequenceNumber.IsNewer(sequence, _beforeStill))
            {
                Clear(now);
            }
        }
    }

    /// <summary>
    /// A lossless still goes on its way: many pictures in one. What stands behind it says nothing about the path, however long the still takes, so that pictures count again only
    /// when they were offered after it had arrived: with credits, after the word about the first picture behind it; without, after it was handed to the socket.
    /// </summary>
    public void OnStill()
    {
        lock (_gate)
        {
            _beforeStill = _newest;
            _stillUnderWay = true;
            _rate.Forget();
        }
    }

    /// <summary>The still was handed to the socket, which took until now.</summary>
    public void OnStillSent(double now)
    {
        lock (_gate)
        {
            if (!IsCredited)
            {
                Clear(now);
            }
        }
    }

    /// <summary>Bytes of the pictures after the last one that the viewer told of, up to this one.</summary>
    private int BytesUntil(uint sequence)
    {
        int bytes = 0;
        for (uint i = _credited + 1; SequenceNumber.IsNewer(sequence + 1, i) && _newest - i < History; i++)
        {
            bytes += _sent[i % History].Bytes;
        }

        return bytes;
    }

    private bool FillsPath() => _rate.IsCongested && _newest != _credited && BytesUntil(_newest) >= _rate.MostInFlight;

    private void Clear(double now)
    {
        _stillUnderWay = false;
        _clearSince = now;
    }

    private void Deliver(int bytes, uint sequence, bool wasFull, double now)
    {
        double at = _sent[sequence % History].At;
        if (!_stillUnderWay && at >= _clearSince)
        {
            _rate.OnDelivered(bytes, now - at, wasFull, now);
        }
    }
}
