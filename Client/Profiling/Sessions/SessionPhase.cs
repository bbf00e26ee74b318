namespace Fathom.Client.Profiling.Sessions;

/// <summary>A stretch of a session that is measured.</summary>
/// <param name="Repeat">Its number, from 1; 0 is the warm-up.</param>
/// <param name="From">When it began, in milliseconds since the session did.</param>
/// <param name="To">When it ended.</param>
internal readonly record struct SessionPhase(int Repeat, double From, double To)
{
    /// <summary>Its length.</summary>
    public double Seconds => (To - From) / 1000;
}
