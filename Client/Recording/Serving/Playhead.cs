using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Recording.Serving;

/// <summary>Where a served recording stands: one place for all who watch. It starts with the first of them.</summary>
/// <remarks>Threads: any adds and removes listeners; one loop moves on and calls them under the lock, so that none misses or repeats a record.</remarks>
internal sealed class Playhead
{
    private static readonly TimeSpan s_betweenRounds = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly RecordedFile _file;
    private readonly ReplaySettings _settings;
    private readonly TimeProvider _time;
    private readonly List<IPlayheadListener> _listeners = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _firstUnit;
    private readonly TimeSpan _firstAt;
    private readonly double _firstStamp;
    private double _startedAt;
    private int _position;

    /// <summary>Puts it to the start.</summary>
    public Playhead(RecordedFile file, ReplaySettings settings, TimeProvider time)
    {
        _file = file;
        _settings = settings;
        _time = time;
        _firstUnit = file.FirstUnitFor(settings.From);
        RecordedEntry first = file.Entries.Skip(_firstUnit).FirstOrDefault(static entry => entry.Unit is UnitKind.Key or UnitKind.Delta);
        if (first.IsPixel)
        {
            _firstAt = first.Time;
            PixelHeader.TryRead(file.Read(first), out PixelHeader header, out _);
            _firstStamp = header.Timestamp;
        }
    }

    /// <summary>Adds a listener; it hears at once, under the lock, where the recording stands.</summary>
    public void Add(IPlayheadListener listener)
    {
        lock (_gate)
        {
            _listeners.Add(listener);
            listener.OnBegin(_position);
        }

        _begun.TrySetResult();
    }

    /// <summary>Removes one.</summary>
    public void Remove(IPlayheadListener listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }
    }

    /// <summary>Does something while the recording does not move.</summary>
    public void Hold(Action<int> act)
    {
        lock (_gate)
        {
            act(_position);
        }
    }

    /// <summary>The recorded time of a frame, as that of a server that makes it now.</summary>
    public double Restamp(double timestamp) =>
        Volatile.Read(ref _startedAt) + (((_firstAt - _settings.From).TotalSeconds + timestamp - _firstStamp) / _settings.Speed);

    /// <summary>Plays to the end, or for ever.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await _begun.Task.WaitAsync(stop).ConfigureAwait(false);
        await PlayAsync(stop).ConfigureAwait(false);
        while (_settings.Loop)
        {
            // A recording without length must not become a loop without a pause.
            await Task.Delay(s_betweenRounds, _time, stop).ConfigureAwait(false);
            await PlayAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task PlayAsync(CancellationToken stop)
    {
        long origin = _time.GetTimestamp();
        Volatile.Write(ref _startedAt, (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
        lock (_gate)
        {
            _position = 0;
            foreach (IPlayheadListener listener in _listeners)
            {
                listener.OnBegin(0);
            }
        }

        for (int i = 0; i < _file.Entries.Count && _file.Entries[i].Time <= _settings.Until; i++)
        {
            RecordedEntry entry = _file.Entries[i];
            if (entry.IsPixel && i < _firstUnit)
            {
                continue;
            }

            TimeSpan due = (entry.Time - _settings.From) / _settings.Speed;
            TimeSpan wait = due - _time.GetElapsedTime(origin);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, stop).ConfigureAwait(false);
            }

            lock (_gate)
            {
                _position = i + 1;
                foreach (IPlayheadListener listener in _listeners)
                {
                    listener.OnEntry(i);
                }
            }
        }
    }
}
