using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Fathom.Protocol.Messages;
using Fathom.VolumeServer.Streaming;

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

    /// <summary>What pixel sockets of that session get; those of an unknown one are plain.</summary>
    public ViewerTraits TraitsOf(string session) =>
        _sessions.TryGetValue(session, out StateConnection? connection) ? ViewerTraits.Of(session, connection.Features) : ViewerTraits.Plain;

    /// <summary>The session of that id, while it lives.</summary>
    public StateConnection? Find(string session) => _sessions.TryGetValue(session, out StateConnection? connection) ? connection : null;

    /// <summary>Sees each frame that everybody gets, before the first of them does.</summary>
    public Action<Message>? Sent { get; set; }

    /// <summary>Sends one frame to everybody; only the session differs.</summary>
    public void Broadcast(Message message)
    {
        Sent?.Invoke(message);
        foreach (StateConnection connection in _sessions.Values)
        {
            connection.Send(message);
        }
    }
}
