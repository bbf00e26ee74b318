using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Pure functions and state machines; the members of a vector tell which one it is about.</summary>
internal sealed class BehaviourChecker : IVectorChecker
{
    /// <summary>A member that only this kind of vector has, and its check.</summary>
    private static readonly List<(string Member, Func<JsonElement, string?> Check)> s_kinds =
    [
        ("seqs", StateMachineChecks.CheckGaps),
        ("steps", StateMachineChecks.CheckLedger),
        ("axis", AxisAndValueChecks.Axis),
        ("labels", AxisAndValueChecks.DefaultLabels),
        ("prop", AxisAndValueChecks.LayerValue),
        ("levels", AxisAndValueChecks.Level),
        ("ndim", AxisAndValueChecks.NormalizedLabels),
    ];

    public string? Check(JsonElement vector)
    {
        foreach ((string member, Func<JsonElement, string?> check) in s_kinds)
        {
            if (vector.TryGetProperty(member, out _))
            {
                return check(vector);
            }
        }

        return "vectors with these members are unknown";
    }
}
