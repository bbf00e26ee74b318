using System;
using System.Linq;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.Client.Tests.Plain;

/// <summary>One state connection of a <see cref="PlainServer"/>, message after message.</summary>
internal sealed class PlainSession : IDisposable
{
    private static readonly string[] s_helloKeys = ["protocols", "client", "features", "resume_tokens", "auth"];

    private readonly PlainServer _server;
    private readonly PlainWire _wire;

    public PlainSession(PlainServer server, WebSocket socket)
    {
        _server = server;
        _wire = new PlainWire(socket);
    }

    public void Dispose() => _wire.Dispose();

    public async Task RunAsync(bool isFirst, CancellationToken stop)
    {
        JsonObject? hello = await _wire.ReadAsync(stop);
        if (hello is null || !IsGoodHello(hello))
        {
            await _wire.SendAsync("session.reject", new JsonObject { ["code"] = "invalid_payload", ["message"] = "bad hello" }, stop, withSession: false);
            await _wire.CloseAsync(stop);
            return;
        }

        await _wire.SendAsync("session.welcome", Welcome(), stop);
        await SendBaselineAsync(isFirst, stop);
        using var beats = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task heart = BeatAsync(beats.Token);
        while (await _wire.ReadAsync(stop) is { } message && await AnswerAsync(message, stop))
        {
            // Strictly one after the other.
        }

        await beats.CancelAsync();
        await heart.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _wire.CloseAsync(stop);
    }

    private async Task SendBaselineAsync(bool isFirst, CancellationToken stop)
    {
        await _wire.SendAsync("notify.scene", Locked(scene => scene.SceneNotice()), stop, seq: 0);
        await _wire.SendAsync("notify.dims", Locked(scene => scene.Dims()), stop);
        if (_server.Scene.IsIdle)
        {
            return;
        }

        JsonObject controls = Locked(scene => (JsonObject)scene.Controls.DeepClone());
        foreach ((string key, JsonNode? value) in isFirst ? controls.ToList() : [])
        {
            await _wire.SendAsync("notify.layers", new JsonObject { ["layer_id"] = "layer-0", ["controls"] = new JsonObject { [key] = value?.DeepClone() } }, stop, seq: 1);
        }

        await _wire.SendAsync("notify.layers", new JsonObject { ["layer_id"] = "layer-0", ["controls"] = controls }, stop, seq: 0);

        // An id that no scene has named, and a number that is none, are both known to come.
        await _wire.SendAsync("notify.layers", new JsonObject { ["layer_id"] = "layer-7", ["controls"] = new JsonObject { ["opacity"] = 0.5 } }, stop, seq: 2);
        await _wire.SendTextAsync($$"""{"type":"notify.layers","version":2,"session":"{{_wire.Id}}","timestamp":1.5,"seq":3,"delta_token":"0","payload":{"layer_id":"layer-0","controls":{"attenuation":NaN} } }""", stop);
        await AnnounceAsync(stop);
        _server.WantKey();
    }

    private async Task AnnounceAsync(CancellationToken stop)
    {
        for (int i = 0; i < _server.Options.Announcements && !_server.Scene.IsIdle; i++)
        {
            await _wire.SendAsync("notify.stream", Stream(), stop, seq: i);
        }
    }

    /// <summary>False when the connection ends over it.</summary>
    private async Task<bool> AnswerAsync(JsonObject message, CancellationToken stop)
    {
        switch (message["type"]?.GetValue<string>())
        {
            case "session.ack":
                bool isGood = message["payload"] is JsonObject { Count: 0 } && message["frame_id"] is not null && message["session"] is not null && message["timestamp"] is not null;
                if (isGood)
                {
                    _server.OnHeartbeatAck();
                }

                return isGood || Fails("a malformed session.ack");
            case "session.goodbye":
                await _wire.SendAsync("session.goodbye", [], stop);
                return false;
            case "state.update":
                return await UpdateAsync(message, stop);
            case "call.command":
                await CallAsync(message, stop);
                return true;
            default:
                return true;
        }
    }

    private async Task<bool> UpdateAsync(JsonObject message, CancellationToken stop)
    {
        if (new[] { "session", "frame_id", "intent_id", "timestamp" }.Any(key => message[key] is null) || message["seq"] is not null)
        {
            _server.Violations.Enqueue("an update that is dropped without a word: " + message.ToJsonString());
            return true;
        }

        var payload = (JsonObject)message["payload"]!;
        string scope = payload["scope"]!.GetValue<string>(), target = payload["target"]!.GetValue<string>(), key = payload["key"]!.GetValue<string>();
        _server.Updates.Enqueue($"{scope}:{target}:{key}={payload["value"]?.ToJsonString()}");
        await Task.Delay(_server.Options.AckDelay, stop);
        PlainUpdates.Outcome outcome = Locked(scene => PlainUpdates.Apply(scene, scope, target, key, payload["value"]));
        if (outcome.Closes)
        {
            return Fails($"{scope}:{key} of a shape that ends the connection: {payload["value"]?.ToJsonString()}");
        }

        if (_server.Scene.Death is { } death)
        {
            _server.Violations.Enqueue("the renderer is dead: " + death);
        }

        var ack = new JsonObject { ["intent_id"] = message["intent_id"]!.DeepClone(), ["in_reply_to"] = message["frame_id"]!.DeepClone(), ["status"] = outcome.Refusal is null ? "accepted" : "rejected" };
        if (outcome.Refusal is var (code, text))
        {
            ack["error"] = new JsonObject { ["code"] = code, ["message"] = text };
        }
        else
        {
            ack["applied_value"] = outcome.Applied?.DeepClone();
            ack["version"] = 4;
        }

        await _wire.SendAsync("ack.state", ack, stop);
        foreach ((string type, JsonObject? notice) in outcome.Notices)
        {
            bool isPose = notice?["mode"]?.GetValue<string>() == "pose";
            await (notice is null ? _wire.SendAsync(type, Stream(), stop, seq: 0)
                : _wire.SendAsync(type, notice, stop, seq: type == "notify.layers" ? 0 : null, intent: type == "notify.dims" || isPose ? null : message["intent_id"]!.GetValue<string>()));
        }

        return true;
    }

    private async Task CallAsync(JsonObject message, CancellationToken stop)
    {
        string frame = message["frame_id"]!.GetValue<string>(), command = message["payload"]!["command"]!.GetValue<string>();
        if (message["intent_id"] is not null)
        {
            _server.Violations.Enqueue("a call with an intent_id");
        }

        switch (command)
        {
            case "napari.pixel.request_keyframe":
                _server.KeyframeRequests.Enqueue(TimeProvider.System.GetTimestamp());
                await AnnounceAsync(stop);
                _server.WantKey();
                await ReplyAsync(frame, null, stop);
                break;
            case "fs.listdir":
                _server.Calls.Enqueue(command);
                await ReplyAsync(frame, new JsonObject
                {
                    ["path"] = "/data",
                    ["entries"] = new JsonArray(new JsonObject { ["name"] = "demo.zarr", ["path"] = "/data/demo.zarr", ["is_dir"] = true, ["size"] = 4096, ["mtime"] = 1.5 }),
                    ["has_more"] = false,
                }, stop);
                break;
            default:
                _server.Calls.Enqueue(command);
                await LoadAsync(frame, message["payload"]!["kwargs"]!["path"]!.GetValue<string>(), stop);
                break;
        }
    }

    /// <summary>The answer comes first, the scene a while later.</summary>
    private async Task LoadAsync(string frame, string path, CancellationToken stop)
    {
        if (!path.EndsWith(".zarr", StringComparison.Ordinal))
        {
            await _wire.SendAsync("error.command", new JsonObject { ["in_reply_to"] = frame, ["status"] = "error", ["code"] = "fs.not_found", ["message"] = $"No such path: {path}" }, stop);
            return;
        }

        await ReplyAsync(frame, new JsonObject { ["ok"] = true }, stop);
        await Task.Delay(100, stop);
        Locked(scene =>
        {
            scene.Load();
            return new JsonObject();
        });
        await SendBaselineAsync(isFirst: false, stop);
        await _wire.SendAsync("notify.camera", new JsonObject { ["mode"] = "pose", ["origin"] = "worker.state.camera", ["state"] = PlainScene.VolumePose() }, stop);
        await _wire.SendAsync("notify.camera", new JsonObject { ["mode"] = "pose", ["origin"] = "worker.state.camera", ["state"] = Locked(scene => scene.PlanePose()) }, stop);
    }

    private Task ReplyAsync(string frame, JsonNode? result, CancellationToken stop) =>
        _wire.SendAsync("reply.command", new JsonObject { ["in_reply_to"] = frame, ["status"] = "ok", ["result"] = result }, stop);

    private async Task BeatAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(_server.Options.Heartbeat);
        while (await pace.WaitForNextTickAsync(stop))
        {
            await _wire.SendAsync("session.heartbeat", [], stop);
        }
    }

    private bool Fails(string how)
    {
        _server.Violations.Enqueue(how);
        return false;
    }

    private JsonObject Locked(Func<PlainScene, JsonObject> read)
    {
        lock (_server.Gate)
        {
            return read(_server.Scene);
        }
    }

    private PlainUpdates.Outcome Locked(Func<PlainScene, PlainUpdates.Outcome> read)
    {
        lock (_server.Gate)
        {
            return read(_server.Scene);
        }
    }

    private static bool IsGoodHello(JsonObject hello) =>
        hello["type"]?.GetValue<string>() == "session.hello" && hello["session"] is null && hello["payload"] is JsonObject payload
        && payload.All(entry => s_helloKeys.Contains(entry.Key)) && payload["resume_tokens"] is JsonObject
        && payload["client"] is JsonObject { Count: 3 } && payload["protocols"] is JsonArray protocols && protocols.Any(number => number!.GetValue<int>() == 2)
        && new[] { "notify.scene", "notify.layers", "notify.stream" }.All(name => payload["features"]?[name]?.GetValue<bool>() == true);

    private JsonObject Welcome()
    {
        JsonObject Toggle(bool resumes) => new() { ["enabled"] = true, ["version"] = 1, ["resume"] = resumes };
        JsonObject commands = Toggle(false);
        commands["commands"] = new JsonArray("napari.pixel.request_keyframe", "fs.listdir", "napari.load_zarr");
        return new JsonObject
        {
            ["protocol_version"] = 2,
            ["session"] = new JsonObject { ["id"] = _wire.Id, ["heartbeat_s"] = _server.Options.Heartbeat.TotalSeconds, ["ack_timeout_ms"] = 250 },
            ["features"] = new JsonObject
            {
                ["notify.scene"] = Toggle(true),
                ["notify.layers"] = Toggle(true),
                ["notify.stream"] = Toggle(true),
                ["notify.dims"] = Toggle(false),
                ["notify.camera"] = Toggle(false),
                ["notify.telemetry"] = new JsonObject { ["enabled"] = false },
                ["call.command"] = commands,
            },
        };
    }

    private JsonObject Stream() => new()
    {
        ["codec"] = "h264",
        ["format"] = "avcc",
        ["fps"] = _server.Options.Fps,
        ["frame_size"] = new JsonArray(192, 128),
        ["nal_length_size"] = 4,
        ["avcc"] = _server.Avcc,
        ["latency_policy"] = new JsonObject { ["max_buffer_ms"] = 120.0, ["grace_keyframe_ms"] = 2000.0 },
    };
}
