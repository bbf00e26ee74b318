using System.Text;
using System.Text.Json;
using Fathom.Protocol.Json;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Compares JSON by what it means: numbers by value, members in any order, a <c>null</c> like an absent member.</summary>
internal static class JsonMeaning
{
    /// <summary>Thumbnails travel as 32-bit floats; everything else must agree to the last bit that a double carries.</summary>
    private const double Tolerance = 1e-12;

    public static StateValue Parse(string json)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json));
        return StateValueReader.Read(ref scanner);
    }

    public static StateValue Of(JsonElement element) => Parse(element.GetRawText());

    public static bool Same(StateValue left, StateValue right) => WithoutNulls(left).MeansSameAs(WithoutNulls(right), Tolerance);

    /// <summary>The value without the members that are <c>null</c>.</summary>
    public static StateValue WithoutNulls(StateValue value)
    {
        switch (value)
        {
            case MapValue map:
                MapValue kept = MapValue.Empty;
                foreach ((string name, StateValue entry) in map.Entries)
                {
                    if (entry is not NullValue)
                    {
                        kept = kept.With(name, WithoutNulls(entry));
                    }
                }

                return kept;
            case ListValue list:
                return ListValue.Of<StateValue>(list.Items.AsSpan(), WithoutNulls);
            default:
                return value;
        }
    }
}
