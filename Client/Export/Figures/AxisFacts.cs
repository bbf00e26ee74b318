using System;

namespace Fathom.Client.Export.Figures;

/// <summary>An axis of the data, as annotations need it.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Size">How many samples it has.</param>
/// <param name="Scale">The size of a sample in the world.</param>
/// <param name="Translate">Where its first sample lies.</param>
/// <param name="Unit">The unit's sign; empty where nobody said.</param>
internal sealed record AxisFacts(string Label, int Size, double Scale, double Translate, string Unit)
{
    /// <summary>Where an index lies in the world.</summary>
    public double ValueOf(double index) => (index * Scale) + Translate;

    /// <summary>The value farthest from 0.</summary>
    public double Extreme => Math.Max(Math.Abs(ValueOf(0)), Math.Abs(ValueOf(Math.Max(0, Size - 1))));
}
