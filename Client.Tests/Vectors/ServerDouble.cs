using System;
using System.Collections.Generic;
using System.Text;
using Fathom.Client.Tests.Wire;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.Updates;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Our server without sockets, renderer and disk: session machine, update rules and command rules over a small world.</summary>
internal sealed class ServerDouble
{
    private const string Hello =
        """{"type":"session.hello","version":2,"frame_id":"h","timestamp":1,"payload":{"protocols":[2],"client":{"name":"n","version":"v","platform":"p"},"features":{"notify.scene":true,"notify.layers":true,"notify.stream":true},"resume_tokens":{}}}""";

    private readonly ManualTime _time = new();
    private readonly ServerSession _session;
    private readonly SceneDouble _scene;
    private readonly IDatasetTree _tree;

    public ServerDouble(SceneDouble scene, IDatasetTree tree)
    {
        _scene = scene;
        _tree = tree;
        _session = new ServerSession(new ServerSessionOptions { Commands = CommandNames.All }, _time);
    }

    /// <summary>The version in the last accepting ack, with the counter that it belongs to.</summary>
    public (string Counter, long Version)? LastVersion { get; private set; }

    public static ServerDouble Established(SceneDouble scene, IDatasetTree tree)
    {
        var server = new ServerDouble(scene, tree);
        server.Receive(new ReactionInput(Encoding.UTF8.GetBytes(Hello), false));
        return server;
    }

    public List<ServerAction> Receive(ReactionInput? input)
    {
        LastVersion = null;
        if (input is null)
        {
            _time.Advance(TimeSpan.FromSeconds(6));
            _session.Tick();
        }
        else
        {
            _session.Received(input.Data, input.IsBinary);
        }

        var actions = new List<ServerAction>();
        while (_session.TryTakeAction(out ServerAction action))
        {
            switch (action)
            {
                case ServerAction.Apply apply:
                    Apply(apply.Update, actions);
                    break;
                case ServerAction.Run run:
                    actions.Add(new ServerAction.Send(Run(run.Command)));
                    break;
                default:
                    actions.Add(action);
                    break;
            }
        }

        return actions;
    }

    private void Apply(StateUpdate update, List<ServerAction> actions)
    {
        Envelope envelope = _session.Frames.Envelope("ack", update.Session);
        switch (StateUpdateRules.Decide(update, _scene.Context))
        {
            case UpdateDecision.Accepted accepted:
                long version = _scene.Apply(accepted);
                LastVersion = (Counter(accepted), version);
                actions.Add(new ServerAction.Send(AckState.Accept(envelope, update.IntentId!, update.FrameId!, accepted.Applied, version)));
                break;
            case UpdateDecision.Refused refused:
                actions.Add(new ServerAction.Send(AckState.Reject(envelope, update.IntentId!, update.FrameId!, refused.Error)));
                break;
            default:
                _session.Fail();
                break;
        }
    }

    private Message Run(CallCommand call)
    {
        CommandAnswer answer = DatasetCommands.Run(call, _tree);
        return answer.Error is null
            ? new ReplyCommand(_session.Frames.Envelope("reply", call.Session), call.FrameId!, answer.Result)
            : new ErrorCommand(_session.Frames.Envelope("error", call.Session), call.FrameId!, answer.Error);
    }

    private static string Counter(UpdateDecision.Accepted accepted) => accepted.Property.Scope switch
    {
        "dims" => "dims",
        "camera" => accepted.Property.Key == "set" ? "camera.set" : "camera",
        _ => accepted.Property.ToString(),
    };
}
