namespace Fathom.Client.Tests.Truth;

/// <summary>How the delay of a simulated path varies.</summary>
internal enum PathNoise
{
    None,
    Uniform,
    Exponential,
    Pareto,
}
