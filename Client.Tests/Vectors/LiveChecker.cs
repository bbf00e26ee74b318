using System.Collections.Generic;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Recordings of whole conversations: replayed as a fake server, our session has to end in the state that the recording implies.</summary>
internal sealed partial class LiveChecker : IVectorChecker
{
    private readonly Dictionary<string, Conversation> _conversations = [];

    public string? Check(JsonElement vector)
    {
        string name = vector.GetProperty("name").GetString()!;
        string conversation = MessageNumber().Split(name, 2)[0];
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

    [GeneratedRegex(@"[/_-]?\d+(-[^/]*)?$")]
    private static partial Regex MessageNumber();
}
