namespace Fathom.ImpairmentProxy;

/// <summary>How a delay scatters around its base.</summary>
internal enum NoiseKind
{
    /// <summary>Evenly, by at most the jitter to either side.</summary>
    Uniform,

    /// <summary>As a bell curve whose standard deviation is the jitter.</summary>
    Normal,

    /// <summary>Mostly a little early, now and then very late; the jitter scales it, its median is the base.</summary>
    Pareto,
}
