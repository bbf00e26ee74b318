using System;
using System.Collections.Generic;

namespace Fathom.VolumeServer.Streaming;

/// <summary>Pictures that viewers asked for: of each viewer one after the other, among viewers in turn, so that nobody waits behind all that another one wants.</summary>
/// <remarks>Threads: one at a time; the owner locks.</remarks>
internal sealed class AskedQueue
{
    /// <summary>The longest queue of one viewer: eight workers with two pictures each.</summary>
    public const int MostOfViewer = 16;

    /// <summary>The longest queue of all together.</summary>
    public const int Most = 128;

    private readonly LinkedList<(string Viewer, Queue<ExactJob> Jobs)> _turns = [];

    /// <summary>Pictures that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a picture; false when too many wait.</summary>
    public bool TryAdd(ExactJob job)
    {
        LinkedListNode<(string Viewer, Queue<ExactJob> Jobs)>? turn = Find(job.Session);
        if (Count >= Most || turn?.Value.Jobs.Count >= MostOfViewer)
        {
            return false;
        }

        turn ??= _turns.AddLast((job.Session, new Queue<ExactJob>()));
        turn.Value.Jobs.Enqueue(job);
        Count++;
        return true;
    }

    /// <summary>The next picture of the viewer whose turn it is; those who cannot be sent any now are passed over.</summary>
    public bool TryTake(Func<string, bool> mayBeSent, out ExactJob job)
    {
        for (LinkedListNode<(string Viewer, Queue<ExactJob> Jobs)>? turn = _turns.First; turn is not null; turn = turn.Next)
        {
            if (mayBeSent(turn.Value.Viewer))
            {
                job = turn.Value.Jobs.Dequeue();
                Count--;
                _turns.Remove(turn);
                if (turn.Value.Jobs.Count > 0)
                {
                    _turns.AddLast(turn);
                }

                return true;
            }
        }

        job = null!;
        return false;
    }

    /// <summary>Whether somebody waits besides this viewer.</summary>
    public bool HasOthers(string viewer) => _turns.Count > (Find(viewer) is null ? 0 : 1);

    /// <summary>A viewer has gone: nobody waits for his pictures.</summary>
    public void Remove(string viewer)
    {
        if (Find(viewer) is { } turn)
        {
            Count -= turn.Value.Jobs.Count;
            _turns.Remove(turn);
        }
    }

    private LinkedListNode<(string Viewer, Queue<ExactJob> Jobs)>? Find(string viewer)
    {
        LinkedListNode<(string Viewer, Queue<ExactJob> Jobs)>? turn = _turns.First;
        while (turn is not null && turn.Value.Viewer != viewer)
        {
            turn = turn.Next;
        }

        return turn;
    }
}
