using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Hosting;

/// <summary>An axis and where it should stand: an index, as in <c>--dims z=12</c>, or a place in the world, as in <c>--dims z=12.5um</c>.</summary>
/// <param name="Axis">The axis's name or number.</param>
/// <param name="Index">The index, where there is no unit.</param>
/// <param name="World">The place, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit as it was written; null for an index.</param>
internal readonly record struct DimsValue(string Axis, int Index, double World = 0, string? Unit = null)
{
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");

    /// <summary>Reads NAME=INDEX or NAME=NUMBER+UNIT; several may stand in one text, separated by commas.</summary>
    public static ImmutableArray<DimsValue> Parse(System.Collections.Generic.IEnumerable<string> texts)
    {
        var values = ImmutableArray.CreateBuilder<DimsValue>();
        foreach (string text in texts)
        {
            foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                DimsValue value = ParseOne(part);
                if (values.Any(other => other.Axis == value.Axis))
                {
                    throw new FathomException(ExitCode.Usage, $"--dims names axis '{value.Axis}' twice.", "An axis stands at one place.", "Leave one of the two out.");
                }

                values.Add(value);
            }
        }

        return values.ToImmutable();
    }

    private static DimsValue ParseOne(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        ReadOnlySpan<char> value = equals > 0 ? text.AsSpan(equals + 1).Trim() : default;
        if (equals > 0 && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return new DimsValue(text[..equals].Trim(), index);
        }

        int unit = value.LastIndexOfAny(s_digits) + 1;
        if (unit > 0 && unit < value.Length
            && double.TryParse(value[..unit], NumberStyles.Float, CultureInfo.InvariantCulture, out double world) && double.IsFinite(world)
            && WorldUnits.IsKnown(value[unit..].ToString()))
        {
            return new DimsValue(text[..equals].Trim(), 0, world, value[unit..].Trim().ToString());
        }

        throw new FathomException(
            ExitCode.Usage,
            $"'{text}' cannot be the value of --dims.",
            "It is not an axis name, an equals sign, and an index from 0 or a number with a unit of length or time.",
            "Write for example --dims z=12, --dims t=3,z=12 or --dims z=12.5um.");
    }
}
