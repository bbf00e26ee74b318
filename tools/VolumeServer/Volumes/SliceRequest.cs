using System;
using System.Collections.Immutable;

namespace Fathom.VolumeServer.Volumes;

/// <summary>One slice: the position on every axis (rows and columns ignored) and the sampling stride within the slice.</summary>
internal readonly struct SliceRequest : IEquatable<SliceRequest>
{
    public SliceRequest(ImmutableArray<int> step, int stride)
    {
        Step = step;
        Stride = stride;
    }

    public ImmutableArray<int> Step { get; }

    /// <summary>Every n-th sample of rows and columns; 1 = all.</summary>
    public int Stride { get; }

    public bool Equals(SliceRequest other)
    {
        if (Stride != other.Stride || Step.Length != other.Step.Length)
        {
            return false;
        }

        for (int i = 0; i < Step.Length - 2; i++)
        {
            if (Step[i] != other.Step[i])
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is SliceRequest other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Stride);
        for (int i = 0; i < Step.Length - 2; i++)
        {
            hash.Add(Step[i]);
        }

        return hash.ToHashCode();
    }
}
