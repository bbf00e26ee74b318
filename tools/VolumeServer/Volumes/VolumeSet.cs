using System;
using System.Collections.Immutable;

namespace Fathom.VolumeServer.Volumes;

/// <summary>What one address holds: usually one image, and the label sets that belong to it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Images">At least one.</param>
/// <param name="Labels">Label sets over the images; may be empty.</param>
internal sealed record VolumeSet(string Name, ImmutableArray<IVolumeSource> Images, ImmutableArray<IVolumeSource> Labels) : IDisposable
{
    /// <summary>What people should know about how it was read; may be empty.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What the sources read through and nobody else does; goes after them.</summary>
    public ImmutableArray<IDisposable> Owned { get; init; } = [];

    public void Dispose()
    {
        foreach (IVolumeSource source in Images)
        {
            source.Dispose();
        }

        foreach (IVolumeSource source in Labels)
        {
            source.Dispose();
        }

        foreach (IDisposable owned in Owned)
        {
            owned.Dispose();
        }
    }
}
