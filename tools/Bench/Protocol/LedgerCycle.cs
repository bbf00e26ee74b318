using System;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Protocol.Intents;
using Fathom.Protocol.Ledger;
using Fathom.Protocol.State;

namespace Fathom.Bench.Protocol;

/// <summary>What does the life of one intent cost in the ledger: proposed, sent, accepted, echoed?</summary>
[MemoryDiagnoser]
[BenchmarkCategory(AllocationGate.Category)]
public class LedgerCycle
{
    private static readonly PropertyKey s_z = new("dims", "z", "index");
    private readonly StateLedger _ledger = new();
    private readonly string[] _ids = [.. Enumerable.Range(0, 64).Select(i => "intent-" + i.ToString("x8", CultureInfo.InvariantCulture))];
    private readonly StateValue[] _values = [.. Enumerable.Range(0, 64).Select(i => (StateValue)i)];
    private int _next;

    [GlobalSetup]
    public void Validate()
    {
        if (!Cycle() || !Cycle())
        {
            throw new InvalidOperationException("The intent was not confirmed.");
        }
    }

    [Benchmark]
    public bool Cycle()
    {
        _next = (_next + 1) & 63;
        StateValue value = _values[_next];
        var now = TimeSpan.FromMilliseconds(_next);
        _ledger.Propose(s_z, value);
        _ledger.Dispatch(s_z, value, IntentKind.Absolute, _ids[_next], now);
        _ledger.Accept(_ids[_next], value, now);
        _ledger.Notify(s_z, value);
        return ReferenceEquals(_ledger.Shown(s_z), value) && _ledger.PendingCount == 0;
    }
}
