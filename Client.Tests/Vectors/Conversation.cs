using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Fathom.Client.Tests.Wire;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Vectors;

/// <summary>One recorded conversation, heard by our client's session.</summary>
internal sealed class Conversation
{
    private readonly ManualTime _time = new();
    private readonly ClientSession _session;
    private readonly List<Message> _sent = [];
    private MapValue? _dims;
    private MapValue? _pose;
    private MapValue? _stream;
    private readonly Dictionary<string, Dictionary<string, StateValue>> _controls = [];
    private readonly HashSet<string> _layers = [];
    private string _status = string.Empty;
    private bool _goodbye;
    private bool _welcomed;

    public Conversation()
    {
        var options = new ClientSessionOptions("recording", new ClientIdentity("fathom", "test", "test")) { Reconnects = false };
        _session = new ClientSession(options, _time);
        Connect();
    }

    /// <summary>Hears one recorded message, of either side.</summary>
    public string? Hear(JsonElement vector)
    {
        JsonElement json = vector.GetProperty("json");
        if (vector.GetProperty("direction").GetString() == "s2c")
        {
            bool valid = !vector.TryGetProperty("valid", out JsonElement flag) || flag.GetBoolean();
            string? difference = HearServer(json);
            return valid ? difference : null;
        }

        string? type = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out JsonElement name) ? name.GetString() : null;
        if (type == MessageTypes.SessionHello && _session.Phase != SessionPhase.Handshaking)
        {
            Connect();
        }

        return null;
    }

    /// <summary>Hears one frame of the server.</summary>
    public string? HearServer(JsonElement json)
    {
        byte[] text = Encoding.UTF8.GetBytes(json.GetRawText());
        if (!MessageReader.TryRead(text, out Message? message, out MessageError error))
        {
            return $"not read: {error.Kind} {error.Field}: {error.Text}";
        }

        if (_session.Phase == SessionPhase.Handshaking && message is not SessionWelcome and not SessionReject)
        {
            // The recording begins in the middle of a session.
            _session.Received(MiddleOfSession(message!.Session));
        }

        _session.Received(message!);
        Drain();
        Imply(message!, json);
        return message is SessionHeartbeat && _sent.LastOrDefault() is not SessionAck ? "the heartbeat was not acked" : null;
    }

    public IEnumerable<string> Finish()
    {
        ViewerState state = _session.State;
        if (_dims is not null && !StepImplied().SequenceEqual(state.Dims.Step))
        {
            yield return $"the step is {string.Join(",", state.Dims.Step)}";
        }

        if (_dims?["ndisplay"]?.TryGetInt64(out long shown) == true && shown != state.Dims.Ndisplay)
        {
            yield return $"{state.Dims.Ndisplay} axes are displayed";
        }

        if (_status.Length > 0 && state.Scene.IsReady != (_status == "ready"))
        {
            yield return $"the scene is not {_status}";
        }

        if (!_layers.SetEquals(state.Layers.Layers.Select(layer => layer.Id)))
        {
            yield return $"the layers are {string.Join(",", state.Layers.Layers.Select(layer => layer.Id))}";
        }

        foreach (string difference in Controls(state).Concat(Video(state)))
        {
            yield return difference;
        }

        if ((_welcomed && !_goodbye) != (_session.Phase == SessionPhase.Live))
        {
            yield return $"the session is {_session.Phase}";
        }
    }

    private IEnumerable<string> Controls(ViewerState state)
    {
        foreach (LayerModel layer in state.Layers.Layers)
        {
            foreach ((string key, StateValue value) in _controls.GetValueOrDefault(layer.Id) ?? [])
            {
                if (layer.Controls[key] is not StateValue ours || !JsonMeaning.Same(value, ours))
                {
                    yield return $"{layer.Id} {key} is {layer.Controls[key]}";
                }
            }
        }
    }

    private IEnumerable<string> Video(ViewerState state)
    {
        if (_stream is not null && state.Stream?.Avcc != _stream["avcc"]?.AsText())
        {
            yield return "the stream is another";
        }

        if (_pose?["rect"] is StateValue rect && rect.TryGetDoubles(out var edges)
            && (state.Camera.Plane?.Left != edges[0] || state.Camera.Plane?.Width != edges[2]))
        {
            yield return $"the plane pose is {state.Camera.Plane}";
        }
    }

    /// <summary>What a careful reader would note down, by the plain JSON.</summary>
    private void Imply(Message message, JsonElement json)
    {
        var payload = (MapValue)((MapValue)JsonMeaning.Of(json))["payload"]!;
        switch (message)
        {
            case NotifyScene:
                var viewer = (MapValue)payload["viewer"]!;
                _dims = viewer["dims"] as MapValue;
                _pose = viewer["camera"] as MapValue;
                _status = (payload["metadata"] as MapValue)?["status"]?.AsText() ?? string.Empty;
                _layers.Clear();
                _controls.Clear();
                foreach (MapValue layer in ((ListValue)payload["layers"]!).Items.OfType<MapValue>())
                {
                    _layers.Add(layer["layer_id"]!.AsText()!);
                    Merge(layer["layer_id"]!.AsText()!, layer["controls"] as MapValue);
                }

                break;
            case NotifyDims:
                _dims = payload;
                break;
            case NotifyLayers delta:
                Merge(delta.LayerId, payload["controls"] as MapValue);
                break;
            case NotifyCamera when payload["state"] is MapValue pose && pose["rect"] is not null:
                _pose = pose;
                break;
            case NotifyStream:
                _stream = payload;
                break;
            case SessionGoodbye:
                _goodbye = true;
                break;
            case SessionReject:
                _welcomed = false;
                break;
            default:
                _welcomed = true;
                break;
        }
    }

    private int[] StepImplied()
    {
        var shapes = (ListValue)_dims!["level_shapes"]!;
        long level = _dims["current_level"] is StateValue current && current.TryGetInt64(out long index) ? index : 0;
        shapes.Items[(int)Math.Clamp(level, 0, shapes.Items.Length - 1)].TryGetDoubles(out var sizes);
        (_dims["current_step"] ?? _dims["step"])!.TryGetDoubles(out var step);
        return [.. step.Select((at, axis) => (int)Math.Clamp(at, 0, axis < sizes.Length ? Math.Max(0, sizes[axis] - 1) : 0))];
    }

    private void Merge(string layer, MapValue? controls)
    {
        if (!_layers.Contains(layer))
        {
            return;
        }

        Dictionary<string, StateValue> values = _controls.GetValueOrDefault(layer) ?? [];
        _controls[layer] = values;
        foreach ((string key, StateValue value) in controls?.Entries ?? [])
        {
            values[key] = value;
        }
    }

    private static SessionWelcome MiddleOfSession(string? session)
    {
        string id = session ?? "unknown";
        return new SessionWelcome(new Envelope { Session = id, FrameId = "w", Timestamp = 1 }, new SessionInfo(id, 15, null), []);
    }

    /// <summary>A recording may hold several connections one after another.</summary>
    private void Connect()
    {
        _session.SocketClosed(null, null);
        _session.Start();
        _session.Connected();
        _goodbye = false;
        Drain();
    }

    private void Drain()
    {
        while (_session.TryTakeAction(out SessionAction action))
        {
            if (action is SessionAction.Send send)
            {
                _sent.Add(send.Message);
            }
        }
    }
}
