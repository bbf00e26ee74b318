using System;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>Moments in milliseconds since the session began, one for each member of an enumeration; NaN for what did not happen.</summary>
/// <typeparam name="T">The enumeration that names them.</typeparam>
internal sealed class Stamps<T>
    where T : struct, Enum
{
    private readonly double[] _ms = new double[Names.Length];

    /// <summary>Nothing has happened.</summary>
    public Stamps() => Array.Fill(_ms, double.NaN);

    /// <summary>The names as files have them.</summary>
    public static string[] Names { get; } = Array.ConvertAll(Enum.GetNames<T>(), static name => "t_" + SnakeCase.Of(name));

    /// <summary>One of the moments.</summary>
    public double this[T stamp]
    {
        get => _ms[Index(stamp)];
        set => _ms[Index(stamp)] = value;
    }

    /// <summary>The moment at a place of <see cref="Names"/>.</summary>
    public double this[int index]
    {
        get => _ms[index];
        set => _ms[index] = value;
    }

    private static int Index(T stamp) => Convert.ToInt32(stamp, System.Globalization.CultureInfo.InvariantCulture);
}
