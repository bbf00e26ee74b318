using System;

namespace Fathom.Protocol.Intents;

/// <summary>The throttle's few figures.</summary>
public sealed record ThrottleOptions
{
    /// <summary>The most intents a second for one property; more would not be seen.</summary>
    public double MaxRate { get; init; } = 60;

    /// <summary>The unanswered intents allowed for one property before the first round trip is known.</summary>
    public int InitialWindow { get; init; } = 4;

    /// <summary>The most unanswered intents ever allowed for one property; reached at about a second of round trip.</summary>
    public int MaxWindow { get; init; } = 64;

    /// <summary>After this long, or four round trips if that is longer, an intent without an answer no longer holds others back. It is not sent again.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The span over which the smallest round trip is taken.</summary>
    public TimeSpan RoundTripSpan { get; init; } = TimeSpan.FromSeconds(2);
}
