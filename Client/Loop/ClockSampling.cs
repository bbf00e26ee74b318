using Fathom.Client.Presentation;

namespace Fathom.Client.Loop;

/// <summary>How often the server is asked for its time, and who keeps the answers.</summary>
/// <param name="Seconds">Between two questions, after the first few.</param>
/// <param name="History">Gets every exchange; null: nobody joins times afterwards.</param>
internal sealed record ClockSampling(double Seconds = 2, ClockHistory? History = null)
{
    /// <summary>For a session that is there to be measured: a few small messages a second.</summary>
    public static ClockSampling ForFigures() => new(0.1, new ClockHistory());
}
