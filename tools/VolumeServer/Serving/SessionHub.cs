using System.Collections.Concurrent;
using System.Collections.Generic;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;

namespace Fathom.VolumeServer.Serving;

/// <summary>Who is connected, and how to tell all of them.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class SessionHub
{
    private readonly ConcurrentDictionary<string, StateConnection> _sessions = new();

    public int Count => _sessions.Count;

    public ICollection<StateConnection> Sessions => _sessions.Values;

    public void Add(StateConnection connection) => _sessions[connection.Id] = connection;

    public void Remove(StateConnection connection) => _sessions.TryRemove(connection.Id, out _);

    /// <summary>Whether pixel sockets of that session get the view block.</summary>
    public bool WantsView(string session) =>
        _sessions.TryGetValue(session, out StateConnection? connection) && connection.Features.Has(FeatureNames.PixelFrameView);

    /// <summary>Sends one frame to everybody; only the session differs.</summary>
    public void Broadcast(Message message)
    {
        foreach (StateConnection connection in _sessions.Values)
        {
            connection.Send(message);
        }
    }
}
