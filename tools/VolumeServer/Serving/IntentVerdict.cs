using System;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>What the rules say of one intent: refused, fatal, or accepted with the value that holds.</summary>
internal sealed record IntentVerdict(string Scope, string Key, int Axis, StateValue Applied, ErrorInfo? Error, bool Closes)
{
    public static IntentVerdict Judge(StateUpdate update, VolumeInfo info, SceneState state)
    {
        string scope = update.Property.Scope.Trim().ToLowerInvariant(), key = update.Property.Key.Trim().ToLowerInvariant();
        switch (scope, key)
        {
            case ("dims", "index" or "step"):
                int axis = info.IndexOfAxis(update.Property.Target);
                if (axis < 0 || !update.Value.TryGetInt64(out long value))
                {
                    return Refuse("state.invalid", "index must be integer");
                }

                long wanted = key == "step" ? state.Step[axis] + value : value;
                return Accept(scope, key, axis, (int)Math.Clamp(wanted, 0, info.Axes[axis].Length - 1));
            case ("view", "ndisplay"):
                return update.Value.TryGetInt64(out long axes) ? Accept(scope, key, -1, axes >= 3 ? 3 : 2) : Refuse("state.invalid", "ndisplay must be integer");
            case ("camera", "zoom" or "pan" or "orbit" or "reset" or "set"):
                return update.Value is MapValue ? Accept(scope, key, -1, update.Value) : Refuse("state.invalid", "camera value must be an object");
            case ("layer", _):
                return Accept(scope, key, -1, update.Value);
            default:
                return Refuse("state.invalid", $"unsupported {scope} key {key}");
        }
    }

    private static IntentVerdict Accept(string scope, string key, int axis, StateValue applied) => new(scope, key, axis, applied, null, false);

    private static IntentVerdict Refuse(string code, string message) => new(string.Empty, string.Empty, -1, StateValue.Null, new ErrorInfo(code, message), false);
}
