using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Fathom.Protocol.Messages;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// The frames of one topic since its epoch began, with their numbers and tokens, so that a client that comes back can be given what it missed. So many are kept in any
/// case, more while they are young, and never more than a fixed number.
/// </summary>
/// <remarks>Threads: any.</remarks>
internal sealed class TopicHistory
{
    private readonly object _gate = new();
    private readonly int _kept;
    private readonly int _most;
    private readonly double _seconds;
    private readonly LinkedList<(Message Frame, double At)> _frames = new();
    private long _next;
    private string _token = NewToken();
    private string _epochToken;

    public TopicHistory(int kept = 512, int most = 2048, double seconds = 300)
    {
        _kept = kept;
        _most = most;
        _seconds = seconds;
        _epochToken = _token;
    }

    /// <summary>Where the topic stands, for the welcome.</summary>
    public ResumeState Cursor
    {
        get
        {
            lock (_gate)
            {
                return new ResumeState(Math.Max(0, _next - 1), _token);
            }
        }
    }

    /// <summary>Frames that can be replayed.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _frames.Count;
            }
        }
    }

    /// <summary>The number and the token of the next frame.</summary>
    public (long Seq, string Token) Next()
    {
        lock (_gate)
        {
            _token = NewToken();
            return (_next++, _token);
        }
    }

    /// <summary>Keeps a frame that was made with the numbers of <see cref="Next"/>.</summary>
    public void Keep(Message frame, double now)
    {
        lock (_gate)
        {
            _frames.AddLast((frame, now));
            while (_frames.Count > _most || (_frames.Count > _kept && now - _frames.First!.Value.At > _seconds))
            {
                _frames.RemoveFirst();
            }
        }
    }

    /// <summary>A new epoch: the next frame is number 0, and nothing before it can be replayed.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _next = 0;
            _frames.Clear();
            _token = NewToken();
            _epochToken = _token;
        }
    }

    /// <summary>The frames after the one with this token (all of them for the token of the epoch itself); false when it is not known.</summary>
    public bool TryReplay(string? token, out ImmutableArray<Message> frames)
    {
        frames = [];
        if (string.IsNullOrEmpty(token))
        {
            return false;
        }

        lock (_gate)
        {
            LinkedListNode<(Message Frame, double At)>? node = _frames.Last;
            while (node is not null && node.Value.Frame.Envelope.DeltaToken != token)
            {
                node = node.Previous;
            }

            if (node is null && (token != _epochToken || (_frames.First is { } first && first.Value.Frame.Envelope.Seq != 0)))
            {
                return false;
            }

            var later = ImmutableArray.CreateBuilder<Message>();
            for (node = node is null ? _frames.First : node.Next; node is not null; node = node.Next)
            {
                later.Add(node.Value.Frame);
            }

            frames = later.DrainToImmutable();
            return true;
        }
    }

    private static string NewToken() => Guid.NewGuid().ToString("N");
}
