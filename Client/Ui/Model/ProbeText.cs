using System.Globalization;
using System.Linq;
using System.Text;
using Fathom.Client.Loop;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>What the server said about a point, in one line: <c>z 12 y 103 x 88 = 1234</c>.</summary>
internal static class ProbeText
{
    /// <summary>The line; empty when nothing is to be said.</summary>
    public static string Of(MapValue answer, NotifyDims? dims)
    {
        MapValue[] layers = answer["layers"] is ListValue list ? [.. list.Items.OfType<MapValue>()] : [];
        string? of = answer["of"]?.AsText();
        StateValue? index = answer["index"] ?? (layers.Length == 1 ? layers[0]["index"] : null);
        if (layers.Length == 0 || (answer["inside"]?.AsBool() == false && layers.All(static layer => layer["state"]?.AsText() == "outside")))
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        if (of == "ray_maximum")
        {
            text.Append("max ");
        }

        if (dims is not null && index is ListValue at && at.Items.Length == dims.Step.Length)
        {
            Place(text, at, dims);
        }

        text.Append("= ").AppendJoin(", ", layers.Select(layer => Value(layer, layers.Length > 1)));
        return of == "slab_centre" ? text.Append(" (centre of the slab)").ToString() : text.ToString();
    }

    private static void Place(StringBuilder text, ListValue index, NotifyDims dims)
    {
        for (int axis = 0; axis < dims.Step.Length; axis++)
        {
            if (DimsAxes.Size(dims, axis) != 1 && index.Items[axis].TryGetInt64(out long at))
            {
                text.Append(DimsAxes.Label(dims, axis)).Append(' ').Append(at.ToString(CultureInfo.InvariantCulture)).Append(' ');
            }
        }
    }

    private static string Value(MapValue layer, bool isNamed)
    {
        string value = layer["state"]?.AsText() switch
        {
            "value" => layer["value"]?.AsText() ?? string.Empty,
            "no_data" => "no data",
            "outside" => "outside",
            "late" => "not read in time",
            "unreadable" => "unreadable",
            _ => "–",
        };
        string level = layer["level"] is { } number && number.TryGetInt64(out long at) && at > 0 ? string.Create(CultureInfo.InvariantCulture, $" (level {at})") : string.Empty;
        return (isNamed ? layer["name"]?.AsText() + " " : string.Empty) + value + level;
    }

    /// <summary>Whether a layer was not read in time, so that asking again may help.</summary>
    public static bool IsLate(MapValue answer) => answer["layers"] is ListValue list && list.Items.OfType<MapValue>().Any(static layer => layer["state"]?.AsText() == "late");

    /// <summary>What stands in the way of a value, in the server's words; null when nothing does.</summary>
    public static string? Why(MapValue answer) =>
        (answer["layers"] as ListValue)?.Items.OfType<MapValue>().Select(static layer => layer["why"]?.AsText()).FirstOrDefault(static why => why is not null);
}
