using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Protocol.State;

namespace Fathom.Client.Playback;

/// <summary>Where an axis stands: on the screen, and in what the user asked for.</summary>
internal static class ShownIndex
{
    /// <summary>The index that the picture on the screen shows; what the server last told where pictures do not say.</summary>
    public static int Of(LoopState state, int axis)
    {
        if (IsExact(state) && axis >= 0 && axis < state.Drawn.Info.View.AxisCount)
        {
            return state.Drawn.Info.View.Step[axis];
        }

        return state.Dims is { } dims && axis >= 0 && axis < dims.Step.Length ? dims.Step[axis] : 0;
    }

    /// <summary>Whether pictures say what they show.</summary>
    public static bool IsExact(LoopState state) => !state.Drawn.IsNull && state.Drawn.Info.HasView;

    /// <summary>The index that was asked for last; where the picture shows all that was asked already, what it shows, since a server may play by itself.</summary>
    public static int Asked(LoopState state, IntentQueue intents, int axis)
    {
        if (state.Dims is not { } dims || axis < 0 || axis >= dims.Step.Length)
        {
            return 0;
        }

        if (IsExact(state) && !intents.IsBusy && intents.LastRevision.GetValueOrDefault(long.MinValue) <= (state.ShownRevision ?? long.MinValue))
        {
            return Of(state, axis);
        }

        StateValue? asked = intents.Shown(IntentQueue.IndexOf(dims, axis));
        return asked is not null && asked.TryGetInt64(out long index) ? (int)index : dims.Step[axis];
    }
}
