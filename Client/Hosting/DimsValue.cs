using System;
using System.Collections.Immutable;
using System.Globalization;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Hosting;

/// <summary>An axis and the index it should stand at, as in <c>--dims z=12</c>.</summary>
internal readonly record struct DimsValue(string Axis, int Index)
{
    /// <summary>Reads NAME=INDEX; several may stand in one text, separated by commas.</summary>
    public static ImmutableArray<DimsValue> Parse(System.Collections.Generic.IEnumerable<string> texts)
    {
        var values = ImmutableArray.CreateBuilder<DimsValue>();
        foreach (string text in texts)
        {
            foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                values.Add(ParseOne(part));
            }
        }

        return values.ToImmutable();
    }

    private static DimsValue ParseOne(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && int.TryParse(text.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return new DimsValue(text[..equals].Trim(), index);
        }

        throw new FathomException(
            ExitCode.Usage,
            $"'{text}' cannot be the value of --dims.",
            "It is not an axis name, an equals sign and an index from 0.",
            "Write for example --dims z=12 or --dims t=3,z=12.");
    }
}
