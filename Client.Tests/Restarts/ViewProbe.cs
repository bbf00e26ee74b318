using System;
using System.Threading;
using Fathom.Client.Hosting;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Scripts;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Restarts;

/// <summary>Sits in a client's main thread: drags an axis while it is told to, and gives out how things stand.</summary>
internal sealed class ViewProbe : IUserInput, IDisposable
{
    private readonly InputParts _parts;
    private readonly SettleRule _settle;
    private readonly ManualResetEventSlim _news = new(false);
    private Seen? _seen;
    private Action<InputParts>? _act;
    private long _nextMove;
    private int _move;
    private int _drags;

    public ViewProbe(InputParts parts)
    {
        _parts = parts;
        _settle = new SettleRule(parts.State, parts.Intents, TimeProvider.System);
    }

    /// <summary>Whether the axis z is being dragged.</summary>
    public bool Drags
    {
        set
        {
            Volatile.Write(ref _drags, value ? 1 : 0);
            _parts.Wake();
        }
    }

    /// <summary>How things stood at the last look.</summary>
    public Seen Now => Volatile.Read(ref _seen) ?? new Seen(false, false, 0, null, null, ViewerState.Empty, 0);

    /// <summary>Does something in the main thread, once.</summary>
    public void Do(Action<InputParts> act)
    {
        Volatile.Write(ref _act, act);
        _parts.Wake();
    }

    /// <summary>Waits until things stand as wanted.</summary>
    public Seen Until(Func<Seen, bool> wanted, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            _news.Reset();
            if (Volatile.Read(ref _act) is null && Now is var now && wanted(now))
            {
                return now;
            }

            if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(60))
            {
                throw new TimeoutException($"Not {what} after a minute: {Now}");
            }

            _news.Wait(TimeSpan.FromMilliseconds(100));
        }
    }

    public void Read(long now)
    {
        Interlocked.Exchange(ref _act, null)?.Invoke(_parts);
        LoopState state = _parts.State;
        if (Volatile.Read(ref _drags) == 1 && state.Dims is { } dims && now >= _nextMove)
        {
            int axis = DimsAxes.Find(dims, "z"), size = DimsAxes.Size(dims, axis);
            int round = (2 * size) - 2;
            int at = ++_move % round;
            _parts.Intents.SetIndex(axis, at < size ? at : round - at);
            _nextMove = now + (TimeProvider.System.TimestampFrequency / 60);
        }

        int? asked = state.Dims is { } told && _parts.Intents.Shown(IntentQueue.IndexOf(told, DimsAxes.Find(told, "z"))) is { } value && value.TryGetInt64(out long index) ? (int)index : null;
        bool isSettled = _settle.IsSettled(now);
        Volatile.Write(ref _seen, new Seen(state.Session is not null && state.View.HasDims, isSettled, state.LastShownAt, asked, state.Dims, state.View, state.Reconnects));
        _news.Set();
    }

    public void Dispose() => _news.Dispose();

    public long? NextDue(long now) => Volatile.Read(ref _drags) == 1 ? _nextMove : _settle.NextDue;

    /// <summary>How things stand.</summary>
    internal sealed record Seen(bool IsConnected, bool IsSettled, long LastShownAt, int? AskedZ, NotifyDims? Dims, ViewerState View, int Reconnects)
    {
        public int Z => Dims is { } dims ? dims.Step[DimsAxes.Find(dims, "z")] : -1;

        public PlanePose? Plane => View.Camera.Plane;

        public double Opacity => View.Layers["layer-0"]?.Opacity ?? -1;

        public string Colormap => View.Layers["layer-0"]?.Colormap ?? string.Empty;
    }
}
