using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Export.Remote;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Parts;

/// <summary>The view with which a broken-off export began: it goes on with that one, whatever somebody has done to the server's view since.</summary>
internal static class KeptView
{
    /// <summary>Reads it from a folder of parts; null where there is none, or none that fits these axes.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="axes">How many axes the data have.</param>
    public static ViewRecipe? Read(string folder, int axes) =>
        PartFolder.Peek(folder) is { } plan && plan["view"] is MapValue && plan["step"] is { } told && told.TryGetDoubles(out ImmutableArray<double> step) && step.Length == axes
        && step.All(static index => index >= 0 && index <= int.MaxValue && index == Math.Floor(index))
            ? ViewRecipe.FromMap(plan)
            : null;
}
