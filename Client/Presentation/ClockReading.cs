namespace Fathom.Client.Presentation;

/// <summary>What is known of the server's clock at one moment. Times are seconds.</summary>
/// <param name="HasOffset">False before the first sample.</param>
/// <param name="Offset">Added to a server time gives local time.</param>
/// <param name="Uncertainty">Half of the interval in which the true offset lies; infinite when unknown.</param>
/// <param name="IsEstimated">True when only frame arrivals are known.</param>
/// <param name="Latency">What the presenter adds at present.</param>
internal readonly record struct ClockReading(bool HasOffset, double Offset, double Uncertainty, bool IsEstimated, double Latency);
