namespace Fathom.Protocol.Messages;

/// <summary>How an intent ended.</summary>
public enum AckStatus
{
    /// <summary>It was applied, perhaps clamped.</summary>
    Accepted,

    /// <summary>It was refused.</summary>
    Rejected,
}
