using System;

namespace Fathom.Protocol.Ledger;

/// <summary>The ledger's few figures.</summary>
public sealed record LedgerOptions
{
    /// <summary>After this long without an answer a value counts as unconfirmed; <c>session.welcome</c> tells what the server promises.</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// For this long after the answer to the user's last change, notices do not move what is shown. Servers answer first and broadcast later, so the
    /// echo of an older change can arrive behind the answer to a newer one; without the pause a slider would jump back and forth.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The most unanswered intents that are remembered for one property; beyond it the oldest are forgotten, and counted.</summary>
    public int MaxPending { get; init; } = 256;
}
