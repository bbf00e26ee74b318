using System.Collections.Generic;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>What became of the last intent for each property, for as long as somebody may want to read it.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class PropertyNews
{
    private readonly Dictionary<PropertyKey, string> _refusals = [];
    private readonly Dictionary<PropertyKey, long> _accepted = [];

    /// <summary>Counts up with every piece of news.</summary>
    public long Version { get; private set; }

    /// <summary>Why the last intent was refused; null when it was not.</summary>
    public string? RefusalOf(PropertyKey key) => _refusals.GetValueOrDefault(key);

    /// <summary>Timestamp of the last acceptance; 0 for none.</summary>
    public long AcceptedAt(PropertyKey key) => _accepted.GetValueOrDefault(key);

    /// <summary>The user tries again.</summary>
    public void Forget(PropertyKey key)
    {
        if (_refusals.Count > 0)
        {
            _refusals.Remove(key);
        }
    }

    /// <summary>The server answered.</summary>
    public void Take(PropertyKey key, AckState ack, long at)
    {
        if (ack.Status == AckStatus.Rejected)
        {
            Refuse(key, ack.Error?.Message ?? "The server gives no reason.");
        }
        else
        {
            Accept(key, at);
        }
    }

    /// <summary>An intent was refused, by the server or before it was sent.</summary>
    public void Refuse(PropertyKey key, string reason)
    {
        _refusals[key] = reason;
        Version++;
    }

    /// <summary>An intent was accepted.</summary>
    public void Accept(PropertyKey key, long at)
    {
        _accepted[key] = at;
        Version++;
    }
}
