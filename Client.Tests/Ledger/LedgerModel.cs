using System.Collections.Generic;
using System.Linq;

namespace Fathom.Client.Tests.Ledger;

/// <summary>The ledger's rules in their simplest form, for one property: a list of all own changes and the server's last word.</summary>
internal sealed class LedgerModel
{
    private readonly List<Change> _changes = [];

    public enum Fate
    {
        Proposed,
        Sent,
        Accepted,
        Refused,
        Lost,
    }

    public long? Said { get; private set; }

    public IEnumerable<Change> Sent => _changes.Where(change => change.Fate == Fate.Sent);

    public Change? Proposal => _changes.LastOrDefault() is { Fate: Fate.Proposed } last ? last : null;

    /// <summary>The newest own change that was not refused, unless it is already part of what the server said.</summary>
    public long? Shown
    {
        get
        {
            for (int i = _changes.Count - 1; i >= 0; i--)
            {
                switch (_changes[i].Fate)
                {
                    case Fate.Proposed or Fate.Sent or Fate.Lost:
                        return _changes[i].Value;
                    case Fate.Accepted:
                        return Said;
                    default:
                        break;
                }
            }

            return Said;
        }
    }

    public void Propose(long value)
    {
        bool isAnythingOpen = _changes.Any(change => change.Fate is Fate.Proposed or Fate.Lost || (change.Fate == Fate.Sent && !IsSuperseded(change)));

        // A proposal that was never sent is overwritten, and what was lost is superseded.
        _changes.RemoveAll(change => change.Fate is Fate.Proposed or Fate.Lost);
        if (isAnythingOpen || value != Said)
        {
            _changes.Add(new Change(value, Fate.Proposed));
        }
    }

    public Change Send()
    {
        Change proposal = Proposal!;
        proposal.Fate = Fate.Sent;
        return proposal;
    }

    public void Accept(Change change, long applied)
    {
        bool isOld = IsSuperseded(change);
        change.Fate = Fate.Accepted;
        Said = isOld ? Said : applied;
    }

    public static void Refuse(Change change)
    {
        change.Fate = Fate.Refused;
    }

    public void Notify(long value)
    {
        Said = value;
    }

    public void Disconnect()
    {
        int newest = _changes.FindLastIndex(change => change.Fate is Fate.Proposed or Fate.Sent or Fate.Lost);
        bool isOpen = newest >= 0 && _changes.Skip(newest).All(change => change.Fate != Fate.Accepted);
        long value = isOpen ? _changes[newest].Value : 0;
        _changes.RemoveAll(change => change.Fate is Fate.Proposed or Fate.Sent or Fate.Lost);
        if (isOpen)
        {
            _changes.Add(new Change(value, Fate.Lost));
        }
    }

    private bool IsSuperseded(Change change) => _changes.Skip(_changes.IndexOf(change)).Any(later => later.Fate == Fate.Accepted);

    internal sealed class Change(long value, Fate fate)
    {
        public long Value { get; } = value;

        public Fate Fate { get; set; } = fate;

        public string Id { get; set; } = string.Empty;
    }
}
