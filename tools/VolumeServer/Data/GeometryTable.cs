using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Gives the same <see cref="LayerGeometry"/> to everything that lies at the same place.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class GeometryTable
{
    private readonly Lock _lock = new();
    private readonly ConditionalWeakTable<VolumeInfo, LayerGeometry> _known = [];
    private readonly HashSet<LayerGeometry> _shared = [];

    /// <summary>The geometry that the volume shares with others of its frame.</summary>
    public LayerGeometry For(VolumeInfo info)
    {
        if (_known.TryGetValue(info, out LayerGeometry? found))
        {
            return found;
        }

        lock (_lock)
        {
            LayerGeometry own = LayerGeometry.Of(info);
            if (!_shared.TryGetValue(own, out LayerGeometry? shared))
            {
                _shared.Add(own);
                shared = own;
            }

            _known.AddOrUpdate(info, shared);
            return shared;
        }
    }

    /// <summary>Forgets all, when other data are opened.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _known.Clear();
            _shared.Clear();
        }
    }
}
