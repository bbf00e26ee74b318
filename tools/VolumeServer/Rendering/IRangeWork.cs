namespace Fathom.VolumeServer.Rendering;

/// <summary>Work that falls into equal parts which do not depend on each other.</summary>
internal interface IRangeWork
{
    /// <summary>Does the parts from … to − 1. Called by several threads at once, each with a number of its own.</summary>
    void Run(int worker, int from, int to);
}
