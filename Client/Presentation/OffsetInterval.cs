using System;

namespace Fathom.Client.Presentation;

/// <summary>
/// Between which two values the clocks' offset lies at one moment; seconds, and added to a server time the offset gives local time.
/// One exchange gives one: a question cannot have arrived before it was sent, nor an answer have been sent after it arrived.
/// </summary>
/// <param name="At">The local time at which it holds.</param>
/// <param name="Low">The offset is at least this.</param>
/// <param name="High">The offset is at most this.</param>
internal readonly record struct OffsetInterval(double At, double Low, double High)
{
    private const double Grain = 1e-6;

    /// <summary>The offset if both ways took the same time.</summary>
    public double Middle => Low + ((High - Low) / 2);

    /// <summary>How far the offset may lie from the middle.</summary>
    public double Half => (High - Low) / 2;

    /// <summary>Of one exchange: how long question and answer were on their ways, without what the server took in between.</summary>
    public double RoundTrip => High - Low;

    /// <summary>No offset satisfies it.</summary>
    public bool IsEmpty => Low > High;

    /// <summary>What one exchange tells. False for times that cannot be.</summary>
    /// <param name="sent">Local time: the question left.</param>
    /// <param name="serverReceived">Server time: it was there.</param>
    /// <param name="serverSent">Server time: the answer left.</param>
    /// <param name="received">Local time: it was here.</param>
    /// <param name="interval">Where the offset lies.</param>
    public static bool TryMake(double sent, double serverReceived, double serverSent, double received, out OffsetInterval interval)
    {
        // While the messages were on their way the clocks may have drifted apart, and Unix seconds have a grain: next to the round trip that is nothing, but it is not zero.
        double slack = Grain + (DriftRange.Possible.Half * Math.Max(0, received - sent) / 2);
        interval = new OffsetInterval(sent + ((received - sent) / 2), sent - serverReceived - slack, received - serverSent + slack);
        return double.IsFinite(interval.Low) && double.IsFinite(interval.High) && received >= sent && serverSent >= serverReceived && !interval.IsEmpty;
    }

    /// <summary>What is left of this knowledge at another moment, when the clocks drift as given.</summary>
    public OffsetInterval MovedTo(double at, in DriftRange drift)
    {
        double passed = at - At;
        return new OffsetInterval(at, Low + Math.Min(drift.Low * passed, drift.High * passed), High + Math.Max(drift.Low * passed, drift.High * passed));
    }

    /// <summary>What holds when both hold, at this one's moment.</summary>
    public OffsetInterval And(in OffsetInterval other) => this with { Low = Math.Max(Low, other.Low), High = Math.Min(High, other.High) };
}
