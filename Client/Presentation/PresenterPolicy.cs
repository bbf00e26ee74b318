namespace Fathom.Client.Presentation;

/// <summary>When a decoded frame goes to the screen.</summary>
internal enum PresenterPolicy
{
    /// <summary>The newest decoded frame at the next swap: the lowest latency there is.</summary>
    Latest,

    /// <summary>At the server's time plus a constant latency.</summary>
    Fixed,

    /// <summary>As <see cref="Fixed"/>, with a latency that follows the measured jitter.</summary>
    Adaptive,
}
