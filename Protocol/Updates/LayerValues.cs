using System;
using System.Collections.Frozen;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Updates;

/// <summary>How the value of each layer property is brought into its proper form.</summary>
public static class LayerValues
{
    private static readonly FrozenSet<string> s_blending = Words("opaque", "translucent", "additive", "minimum", "maximum", "average");

    private static readonly FrozenSet<string> s_interpolation = Words(
        "bessel", "blackman", "catrom", "cubic", "custom", "gaussian", "hamming", "hanning", "hermite", "kaiser", "lanczos", "linear", "mitchell",
        "nearest", "spline16", "spline36");

    private static readonly FrozenSet<string> s_depiction = Words("volume", "plane");
    private static readonly FrozenSet<string> s_rendering = Words("mip", "attenuated_mip", "translucent", "iso", "additive", "average");
    private static readonly FrozenSet<string> s_true = Words("1", "true", "yes", "on");
    private static readonly FrozenSet<string> s_false = Words("0", "false", "no", "off");

    /// <summary>Whether there is such a property that can be set.</summary>
    public static bool IsKnown(string key) => key is "visible" or "opacity" or "blending" or "interpolation" or "gamma" or "contrast_limits"
        or "colormap" or "depiction" or "rendering" or "attenuation" or "iso_threshold";

    /// <summary>The value in its proper form; false when it cannot be one.</summary>
    public static bool TryNormalize(string key, StateValue value, out StateValue normalized)
    {
        StateValue? result = key switch
        {
            "visible" => Truth(value),
            "opacity" => Number(value, static number => Math.Clamp(number, 0, 1)),
            "blending" => Word(value, s_blending),
            "interpolation" => Word(value, s_interpolation),
            "gamma" => Number(value, static number => number > 0 ? number : null),
            "contrast_limits" => Limits(value),
            "colormap" => value is TextValue name ? ColormapNames.Canonical(name.Value) : (StateValue?)null,
            "depiction" => Word(value, s_depiction),
            "rendering" => Word(value, s_rendering),
            "attenuation" => Number(value, static number => Math.Max(0, number)),
            "iso_threshold" => Number(value, static number => number),
            _ => null,
        };
        bool usable = result is not null and not NullValue;
        normalized = usable ? result! : StateValue.Null;
        return usable;
    }

    private static BoolValue? Truth(StateValue value)
    {
        switch (value)
        {
            case BoolValue flag:
                return flag;
            case TextValue text:
                string word = text.Value.Trim().ToLowerInvariant();
                return s_true.Contains(word) ? BoolValue.True : s_false.Contains(word) ? BoolValue.False : null;
            default:
                return !value.TryGetDouble(out double number) ? null : number != 0 ? BoolValue.True : BoolValue.False;
        }
    }

    private static NumberValue? Number(StateValue value, Func<double, double?> convert) =>
        LooseValue.TryNumber(value, out double number) && convert(number) is double result ? new NumberValue(result) : null;

    private static TextValue? Word(StateValue value, FrozenSet<string> allowed) =>
        LooseValue.Word(value) is string word && allowed.Contains(word) ? new TextValue(word) : null;

    private static StateValue? Limits(StateValue value)
    {
        const int Count = 2;
        ListValue? list = value switch
        {
            ListValue { Items.Length: Count } pair => pair,
            MapValue map when map["lo"] is StateValue low && map["hi"] is StateValue high => ListValue.Of(low, high),
            _ => null,
        };
        return list is not null && LooseValue.TrySortedPair(list, out StateValue limits) ? limits : null;
    }

    private static FrozenSet<string> Words(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
