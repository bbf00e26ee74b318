using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>A part of a source that looks like a source of its own: axes, units, scale and channels are the source's, the origin moves.</summary>
/// <remarks>Threads: as the source. Ownership: disposes the source only if it was handed over.</remarks>
internal sealed class RegionView : IVolumeSource
{
    private readonly IVolumeSource _source;
    private readonly bool _ownsSource;
    private readonly ImmutableArray<ImmutableArray<int>> _origins;

    /// <summary>The part of the source inside the box; the box must meet the data.</summary>
    public RegionView(IVolumeSource source, string name, WorldBox box, bool ownsSource)
    {
        _source = source;
        _ownsSource = ownsSource;
        VolumeInfo whole = source.Info;
        var origins = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        var levels = ImmutableArray.CreateBuilder<VolumeLevel>();
        foreach (VolumeLevel level in whole.Levels)
        {
            (ImmutableArray<int> origin, ImmutableArray<int> shape) = RegionReader.SamplesInside(level, box);
            if (shape.Any(static length => length < 1))
            {
                break;
            }

            origins.Add(origin);
            levels.Add(new VolumeLevel(shape, level.Scale, [.. level.Translation.Select((world, axis) => world + (origin[axis] * level.Scale[axis]))]));
        }

        if (levels.Count == 0)
        {
            throw new ArgumentException($"The region of '{name}' does not meet the data of {whole.Name}.", nameof(box));
        }

        _origins = origins.ToImmutable();
        VolumeLevel finest = levels[0];
        ChannelsOf(whole, _origins[0], finest.Shape, out ImmutableArray<ChannelInfo> channels);
        Info = whole with
        {
            Name = name,
            Axes = [.. whole.Axes.Select((axis, i) => axis with { Length = finest.Shape[i], Translation = finest.Translation[i] })],
            Levels = levels.ToImmutable(),
            Channels = channels,
        };
    }

    public VolumeInfo Info { get; }

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        request.Validate(Info, destination.Length, present.Length);
        ImmutableArray<int> shift = _origins[request.Level], origin = request.Origin;
        return _source.Read(request with { Origin = [.. origin.Select((at, axis) => at + shift[axis])] }, destination, present, cancel);
    }

    public void Dispose()
    {
        if (_ownsSource)
        {
            _source.Dispose();
        }
    }

    private static void ChannelsOf(VolumeInfo whole, ImmutableArray<int> origin, ImmutableArray<int> shape, out ImmutableArray<ChannelInfo> channels)
    {
        int axis = whole.ChannelAxis;
        channels = axis < 0 || whole.Channels.IsEmpty ? whole.Channels : [.. whole.Channels.Skip(origin[axis]).Take(shape[axis])];
    }
}
