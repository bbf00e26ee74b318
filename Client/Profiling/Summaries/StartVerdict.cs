using System.Globalization;
using Fathom.Client.Profiling.Sessions;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>What is said of scenarios that measure connections instead of intents.</summary>
internal static class StartVerdict
{
    private const double LocalMs = 1000, ReconnectMs = 1000, RoundTrips = 4, BeyondRoundTripsMs = 300;

    /// <summary>The verdict; null where no connection was measured.</summary>
    public static Verdict? Of(SessionFacts facts, in Distribution firstPicture, in Distribution reconnect)
    {
        if (firstPicture.Count > 0)
        {
            double goal = facts.NetRoundTripMs > 0 ? (RoundTrips * facts.NetRoundTripMs) + BeyondRoundTripsMs : LocalMs;
            return Say("The first picture is there", "connecting", firstPicture, goal);
        }

        return reconnect.Count > 0 ? Say("The picture is back", "the break", reconnect, ReconnectMs) : null;
    }

    private static Verdict Say(string what, string since, in Distribution ms, double goal)
    {
        string outcome = ms.P50 <= goal ? "That meets" : "That misses";
        return new Verdict(
            string.Empty, 0, string.Empty, 0,
            string.Create(CultureInfo.InvariantCulture, $"{what} {ms.P50:0} ms after {since}."),
            string.Create(CultureInfo.InvariantCulture, $"That is the median of {ms.Count}; 95 % took at most {ms.P95:0} ms. {outcome} the goal of {goal:0} ms."));
    }
}
