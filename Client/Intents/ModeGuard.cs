using System;
using Fathom.Client.Loop;
using Fathom.Protocol.Ledger;
using Fathom.Protocol.Quirks;
using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>
/// Holds back what only fits a plane, or only the volume, from the moment on in which the user asks for the other until the server tells that it
/// shows it: a plain server takes a turn of a plane, or a volume's centre of two numbers, and is dead or hangs up.
/// </summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class ModeGuard
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly LoopState _state;
    private readonly StateLedger _ledger;
    private TimeSpan? _since;

    /// <summary>Creates a guard.</summary>
    public ModeGuard(LoopState state, StateLedger ledger)
    {
        _state = state;
        _ledger = ledger;
    }

    /// <summary>Whether this intent waits.</summary>
    public bool MustWait(PropertyKey key, TimeSpan now) => IsOpen(key, now) && now - _since < s_patience;

    /// <summary>Looks at an intent before it is sent.</summary>
    public UpdateVerdict Review(PropertyKey key, StateValue value, TimeSpan now) => IsOpen(key, now)
        ? new UpdateVerdict(null, "The server does not say whether it shows a plane or the volume.")
        : _state.Quirks.Review(key, value, _state.View);

    private bool IsOpen(PropertyKey key, TimeSpan now)
    {
        if (key is not { Scope: "camera", Key: "orbit" or "set" })
        {
            return false;
        }

        bool isOpen = _state.Dims is { } dims && _ledger.Shown(IntentQueue.Displayed) is { } asked && asked.TryGetInt64(out long axes) && axes != dims.Ndisplay;
        _since = isOpen ? _since ?? now : null;
        return isOpen;
    }
}
