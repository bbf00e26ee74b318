using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fathom.Client.Sessions;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Parts;

/// <summary>What two plans do not have in common, in words.</summary>
internal static class PlanDifferences
{
    private const int LongestValue = 40;

    /// <summary>A clause for each difference; empty where both mean the same.</summary>
    public static List<string> Between(MapValue then, MapValue now)
    {
        var differences = new List<string>();
        foreach (string name in then.Entries.Concat(now.Entries).Select(static entry => entry.Key).Distinct(StringComparer.Ordinal))
        {
            StateValue was = then[name] ?? StateValue.Null, @is = now[name] ?? StateValue.Null;
            if (!was.MeansSameAs(@is))
            {
                differences.Add(Clause(name, was, @is));
            }
        }

        return differences;
    }

    private static string Clause(string name, StateValue was, StateValue now) => was is ListValue a && now is ListValue b && a.Items.Length == b.Items.Length
        ? $"{name}: {string.Join("; ", a.Items.Zip(b.Items).Where(static pair => !pair.First.MeansSameAs(pair.Second)).Select(static pair => Inner(pair.First, pair.Second)))}"
        : was is MapValue && now is MapValue ? $"{name}: {Inner(was, now)}"
        : $"{name} was {Text(was)} and is {Text(now)}";

    /// <summary>One level down, so that the member is named and not only the part of the plan.</summary>
    private static string Inner(StateValue was, StateValue now)
    {
        if (was is not MapValue then || now is not MapValue @is)
        {
            return $"{Text(was)} has become {Text(now)}";
        }

        string who = (@is["path"] ?? @is["id"])?.AsText() is { } found ? found + ": " : "";
        IEnumerable<string> members = then.Entries.Concat(@is.Entries).Select(static entry => entry.Key).Distinct(StringComparer.Ordinal)
            .Where(name => !(then[name] ?? StateValue.Null).MeansSameAs(@is[name] ?? StateValue.Null))
            .Select(name => then[name] is MapValue or ListValue && @is[name] is MapValue or ListValue ? name + " is another" : $"{name} was {Text(then[name])} and is {Text(@is[name])}");
        return who + string.Join(", ", members);
    }

    private static string Text(StateValue? value) => value switch
    {
        null or NullValue => "nothing",
        TextValue text => Short(text.Value),
        MapValue or ListValue => "another",
        _ => Short(Encoding.UTF8.GetString(SessionJson.Write(value))),
    };

    private static string Short(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";
}
