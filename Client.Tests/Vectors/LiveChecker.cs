using System.Collections.Generic;
using System.Text.Json;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Recordings of whole conversations: replayed as a fake server, our session has to end in the state that the recording implies.</summary>
internal sealed class LiveChecker : IVectorChecker
{
    private readonly Dictionary<string, Conversation> _conversations = [];

    public string? Check(JsonElement vector)
    {
        string name = vector.GetProperty("name").GetString()!;
        string conversation = name[..name.LastIndexOf('/')];
        if (!_conversations.TryGetValue(conversation, out Conversation? ours))
        {
            _conversations.Add(conversation, ours = new Conversation());
        }

        return ours.Hear(vector);
    }

    public IEnumerable<string> Finish()
    {
        foreach ((string name, Conversation conversation) in _conversations)
        {
            foreach (string difference in conversation.Finish())
            {
                yield return $"{name}: {difference}";
            }
        }
    }
}
