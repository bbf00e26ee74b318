using System;
using System.Runtime.CompilerServices;

namespace Fathom.VolumeServer.Rendering;

/// <summary>One number per axis of a source, as a value that can be part of a key without allocating.</summary>
[InlineArray(Most)]
internal struct AxisInts : IEquatable<AxisInts>
{
    /// <summary>The most axes of a source that can be drawn.</summary>
    public const int Most = 8;

    private int _first;

    public readonly bool Equals(AxisInts other) => ((ReadOnlySpan<int>)this).SequenceEqual(other);

    public override readonly bool Equals(object? obj) => obj is AxisInts other && Equals(other);

    public override readonly int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int value in this)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
