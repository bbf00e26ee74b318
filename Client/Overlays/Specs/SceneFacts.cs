using System.Collections.Immutable;
using System.Globalization;
using Fathom.Client.Overlays.Calibration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Specs;

/// <summary>What overlays must know of the scene under them.</summary>
/// <param name="DisplayedAxes">How many axes are shown.</param>
/// <param name="Unit">The unit of the two displayed axes; "" where the scene does not say.</param>
/// <param name="Bounds">The outer edges of its voxels along them.</param>
/// <param name="FrameTimes">The seconds of each step of its time axis; empty where it has none with a unit of time.</param>
internal sealed record SceneFacts(int DisplayedAxes, string Unit, WorldRect Bounds, ImmutableArray<double> FrameTimes)
{
    /// <summary>Whether y points up on the screen; scenes of volumes count it down.</summary>
    public bool YUp { get; init; }

    /// <summary>The centres of its outermost voxels; null where nobody said how large a voxel is.</summary>
    public WorldRect? Centres { get; init; }

    /// <summary>Throws what the user is told when nothing flat can be laid over it.</summary>
    public void CheckFlat(string overlay)
    {
        if (DisplayedAxes != 2)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot lay '{overlay}' over the scene.",
                DisplayedAxes == 1 ? "One axis is shown, and the video is a plane." : string.Create(CultureInfo.InvariantCulture, $"{DisplayedAxes} axes are shown: a video lies in a plane, and where it would lie in space nobody said."),
                "Show a slice (2-D), then add it; it comes back whenever two axes are shown.");
        }

        if (!Bounds.IsValid)
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot lay '{overlay}' over the scene.", $"The scene does not say how far it reaches ({Bounds}).", "Show a dataset whose displayed axes have a size.");
        }
    }
}
