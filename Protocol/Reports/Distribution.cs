using System;
using System.Text.Json;

namespace Fathom.Protocol.Reports;

/// <summary>A set of measured values as the reports show it: three percentiles and the count.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">95 of 100 are at most this.</param>
/// <param name="P99">99 of 100 are at most this.</param>
/// <param name="Count">How many values there were.</param>
public readonly record struct Distribution(double P50, double P95, double P99, int Count)
{
    /// <summary>Sorts the values in place and takes the percentiles by nearest rank.</summary>
    public static Distribution FromValues(Span<double> values)
    {
        if (values.IsEmpty)
        {
            return default;
        }

        values.Sort();
        return new Distribution(Rank(values, 0.50), Rank(values, 0.95), Rank(values, 0.99), values.Length);
    }

    /// <summary>Writes <c>{p50,p95,p99,n}</c>, rounded to microseconds when the values are milliseconds.</summary>
    public void Write(Utf8JsonWriter json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject(name);
        json.WriteNumber("p50", Math.Round(P50, 3));
        json.WriteNumber("p95", Math.Round(P95, 3));
        json.WriteNumber("p99", Math.Round(P99, 3));
        json.WriteNumber("n", Count);
        json.WriteEndObject();
    }

    private static double Rank(ReadOnlySpan<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
