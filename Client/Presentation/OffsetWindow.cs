using System;

namespace Fathom.Client.Presentation;

/// <summary>What several exchanges together say about the offset at one moment.</summary>
/// <remarks>Threads: stateless.</remarks>
internal static class OffsetWindow
{
    /// <summary>Exchanges that are further away than this are not asked: a small step that nobody noticed is forgotten with them.</summary>
    public const double Seconds = 60;

    /// <summary>
    /// The middle of what all exchanges allow, and to both sides of it half the smallest round trip and what the clocks may have
    /// drifted since: less is never claimed, also where the exchanges together allow less.
    /// </summary>
    public static OffsetInterval At(double at, ReadOnlySpan<OffsetInterval> exchanges, in DriftRange drift)
    {
        OffsetInterval all = new(at, double.NegativeInfinity, double.PositiveInfinity), narrowest = all;
        foreach (ref readonly OffsetInterval exchange in exchanges)
        {
            OffsetInterval moved = exchange.MovedTo(at, drift);
            all = moved.And(all);
            narrowest = moved.Half < narrowest.Half ? moved : narrowest;
        }

        // Contradictions are found when exchanges are added; what is left of them here is that the drift is known worse than thought.
        double middle = all.IsEmpty ? narrowest.Middle : all.Middle;
        return new OffsetInterval(at, middle - narrowest.Half, middle + narrowest.Half);
    }

    /// <summary>Whether an exchange is possible after these.</summary>
    public static bool Allows(ReadOnlySpan<OffsetInterval> earlier, in OffsetInterval exchange, in DriftRange drift)
    {
        OffsetInterval all = exchange;
        foreach (ref readonly OffsetInterval other in earlier)
        {
            all = all.And(other.MovedTo(exchange.At, drift));
        }

        return !all.IsEmpty;
    }
}
