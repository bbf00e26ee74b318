using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Fathom.Decode;

namespace Fathom.Client.Tests.Fakes;

/// <summary>The ledgers that one test made, on whatever thread: the scope flows with the execution context, so that tests may run side by side.</summary>
internal sealed class LeaseScope
{
    private static readonly AsyncLocal<LeaseScope?> s_current = new();

    private readonly ConcurrentBag<LeaseLedger> _ledgers = [];

    static LeaseScope()
    {
        LeaseLedger.Created += ledger => s_current.Value?._ledgers.Add(ledger);
    }

    /// <summary>Begins a scope for everything that the caller starts from now on.</summary>
    internal static LeaseScope Begin() => s_current.Value = new LeaseScope();

    /// <summary>What is out: one line for each lease, with its roles and where they were taken; "" when none is.</summary>
    internal string Report() => string.Concat(_ledgers.Where(ledger => ledger.Outstanding > 0).Select(ledger => ledger.Report()));
}
