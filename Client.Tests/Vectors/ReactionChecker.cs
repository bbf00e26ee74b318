using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Vectors;

/// <summary>What the live server did with one message, against what our session machine and rules do.</summary>
internal sealed class ReactionChecker : IVectorChecker
{
    private readonly Stage _stage;
    private readonly Dictionary<string, long> _versionOffsets = [];
    private readonly Conversation _conversation = new();
    private SceneDouble? _scene;
    private TreeDouble? _tree;
    private ServerDouble? _server;

    public ReactionChecker(Stage stage)
    {
        _stage = stage;
    }

    /// <summary>What each vector of a file starts from.</summary>
    public enum Stage
    {
        /// <summary>A connection that has just been opened.</summary>
        Handshake,

        /// <summary>A session in the initial state.</summary>
        FreshSession,

        /// <summary>What the vector before has left.</summary>
        Series,
    }

    public void Begin(IReadOnlyList<JsonElement> vectors)
    {
        _scene = SceneDouble.From(vectors);
        _tree = TreeDouble.From(vectors);
    }

    public string? Check(JsonElement vector)
    {
        switch (_stage)
        {
            case Stage.Handshake:
                _server = new ServerDouble(_scene!, _tree!);
                break;
            case Stage.FreshSession:
                _server = ServerDouble.Established(SceneDouble.From([vector]), _tree!);
                break;
            default:
                _server ??= ServerDouble.Established(_scene!, _tree!);
                break;
        }

        Reaction recorded = Reaction.Recorded(vector);
        Reaction ours = Reaction.Of(_server.Receive(ReactionInput.Of(vector)));
        string? difference = recorded.DifferenceTo(ours) ?? VersionDifference(recorded, _server) ?? HeardByClient(vector);
        if (ours.CloseCode is not null)
        {
            // The scene outlives the connection.
            _server = null;
        }

        bool original = vector.TryGetProperty("expect", out JsonElement expect) && expect.GetString() == "original";
        return original ? null : difference;
    }

    /// <summary>A series also has to leave our client in the state that its notices imply.</summary>
    public IEnumerable<string> Finish() => _stage == Stage.Series ? _conversation.Finish() : [];

    private string? HeardByClient(JsonElement vector)
    {
        if (_stage != Stage.Series)
        {
            return null;
        }

        IEnumerable<JsonElement> frames = vector.GetProperty("reaction").GetProperty("frames").EnumerateArray();
        return frames.Select(_conversation.HearServer).FirstOrDefault(difference => difference is not null);
    }

    /// <summary>Where a counter starts depends on what happened before the recording; how it counts does not.</summary>
    private string? VersionDifference(Reaction recorded, ServerDouble server)
    {
        const string DependsOnRendering = "camera.set";
        if (_stage != Stage.Series || server.LastVersion is not (string counter, long ours) || counter == DependsOnRendering)
        {
            return null;
        }

        var payload = (MapValue)recorded.Frames[0]["payload"]!;
        if (payload["version"] is not StateValue value || !value.TryGetInt64(out long version))
        {
            return "the recorded ack has no version";
        }

        _versionOffsets.TryAdd(counter, version - ours);
        return version - ours == _versionOffsets[counter] ? null : $"version of {counter}: recorded {version}, ours {ours + _versionOffsets[counter]}";
    }
}
