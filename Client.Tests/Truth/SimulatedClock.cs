using System.Collections.Generic;

namespace Fathom.Client.Tests.Truth;

/// <summary>A server's clock that drifts and is set now and then; the test knows by how much at any moment.</summary>
internal sealed class SimulatedClock(double offset, double driftPpm)
{
    private readonly List<(double At, double By)> _steps = [];

    /// <summary>Sets the clock: from this local time on the offset is larger by this.</summary>
    public SimulatedClock StepAt(double local, double by)
    {
        _steps.Add((local, by));
        return this;
    }

    /// <summary>What must be added to a server time to get this local time: the truth.</summary>
    public double OffsetAt(double local)
    {
        double sum = offset + (driftPpm * 1e-6 * local);
        foreach ((double at, double by) in _steps)
        {
            sum += local >= at ? by : 0;
        }

        return sum;
    }

    /// <summary>What the clock shows at a local time.</summary>
    public double Read(double local) => local - OffsetAt(local);
}
