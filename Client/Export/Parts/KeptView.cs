using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Export.Remote;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Parts;

/// <summary>The view with which a broken-off export began: it goes on with that one, whatever somebody has done to the server's view since.</summary>
internal static class KeptView
{
    /// <summary>Reads it from a folder of parts; null where there is none, or none of these data: they are told apart as plans are, and not by a server that cannot draw it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="now">What the server shows now.</param>
    public static ViewRecipe? Read(string folder, ViewRecipe now) =>
        PartFolder.Peek(folder) is { } plan && plan["view"] is MapValue view && (view["dataset"] ?? StateValue.Null).MeansSameAs(now.View["dataset"] ?? StateValue.Null)
        && plan["step"] is { } told && told.TryGetDoubles(out ImmutableArray<double> step) && step.Length == now.Step.Length
        && step.All(static index => index >= 0 && index <= int.MaxValue && index == Math.Floor(index))
            ? ViewRecipe.FromMap(plan)
            : null;
}
