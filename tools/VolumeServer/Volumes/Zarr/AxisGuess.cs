using System.Collections.Immutable;
using System.Linq;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Names for axes that have none.</summary>
internal static class AxisGuess
{
    /// <summary>Few enough to be channels rather than points in time.</summary>
    private const int FewChannels = 6;

    public static ImmutableArray<OmeAxis> For(ImmutableArray<int> shape)
    {
        string names = shape.Length switch
        {
            <= 3 => "zyx"[(3 - shape.Length)..],
            4 => shape[0] <= FewChannels ? "czyx" : "tzyx",
            _ => "tczyx",
        };
        int unnamed = shape.Length - names.Length;
        return
        [
            .. Enumerable.Range(0, unnamed).Select(i => new OmeAxis($"axis{i}", AxisKind.Other, "")),
            .. names.Select(name => new OmeAxis(name.ToString(), OmeAxis.KindOf(name.ToString()), "")),
        ];
    }
}
