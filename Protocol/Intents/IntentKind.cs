namespace Fathom.Protocol.Intents;

/// <summary>What an intent does to its property.</summary>
public enum IntentKind
{
    /// <summary>Sets it: the newest value is all that counts, and saying it twice does no harm.</summary>
    Absolute = 0,

    /// <summary>Changes it by an amount: each one counts, once.</summary>
    Delta,
}
