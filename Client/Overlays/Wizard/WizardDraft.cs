using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Render;

namespace Fathom.Client.Overlays.Wizard;

/// <summary>Everything that the user has picked, typed and chosen. One of these is one step of undo.</summary>
/// <remarks>Immutable.</remarks>
internal sealed record WizardDraft
{
    /// <summary>Scale bar, landmarks or the size of a pixel. What was picked for another method is kept.</summary>
    public CalibrationMethod Method { get; init; } = CalibrationMethod.Landmarks;

    /// <summary>The landmarks; at most one of them is half.</summary>
    public ImmutableArray<WizardPair> Pairs { get; init; } = [];

    /// <summary>What the fit of landmarks may do.</summary>
    public LandmarkKind Kind { get; init; } = LandmarkKind.Similarity;

    /// <summary>Whether y points up in the scene.</summary>
    public bool FlipY { get; init; }

    /// <summary>The first end of the scale bar.</summary>
    public PointPx? BarFrom { get; init; }

    /// <summary>Its other end.</summary>
    public PointPx? BarTo { get; init; }

    /// <summary>The length between them in the scene's unit; 0 until it is typed.</summary>
    public double Length { get; init; }

    /// <summary>The side of a pixel in the scene's unit; 0 until it is typed.</summary>
    public double UnitsPerPx { get; init; }

    /// <summary>Which pixel lies where, for a video of which only the scale is known; until both sides are there it lies in the scene's corner.</summary>
    public WizardPair Anchor { get; init; }

    /// <summary>The landmark of which one side is missing; −1 for none.</summary>
    public int Half
    {
        get
        {
            for (int i = 0; i < Pairs.Length; i++)
            {
                if (!Pairs[i].IsComplete)
                {
                    return i;
                }
            }

            return -1;
        }
    }

    /// <summary>The landmarks that have both sides.</summary>
    public LandmarkPair[] Complete => [.. Pairs.Where(static pair => pair.IsComplete).Select(static pair => new LandmarkPair(pair.Pixel!.Value, pair.World!.Value))];

    /// <summary>Where a point lies in the frame; null where it is not picked.</summary>
    public PointPx? PixelOf(WizardHandle handle) => handle.Part switch
    {
        WizardPart.Landmark => Has(handle) ? Pairs[handle.Index].Pixel : null,
        WizardPart.BarFrom => BarFrom,
        WizardPart.BarTo => BarTo,
        WizardPart.Anchor => Anchor.Pixel,
        _ => null,
    };

    /// <summary>Where a point lies in the scene; null where it is not picked.</summary>
    public PointWorld? WorldOf(WizardHandle handle) => handle.Part switch
    {
        WizardPart.Landmark => Has(handle) ? Pairs[handle.Index].World : null,
        WizardPart.Anchor => Anchor.World,
        _ => null,
    };

    /// <summary>The same with a point of the frame elsewhere, or without it.</summary>
    public WizardDraft With(WizardHandle handle, PointPx? pixel) => handle.Part switch
    {
        WizardPart.Landmark when Has(handle) => WithPair(handle.Index, Pairs[handle.Index] with { Pixel = pixel }),
        WizardPart.BarFrom => this with { BarFrom = pixel },
        WizardPart.BarTo => this with { BarTo = pixel },
        WizardPart.Anchor => this with { Anchor = Anchor with { Pixel = pixel } },
        _ => this,
    };

    /// <summary>The same with a point of the scene elsewhere, or without it.</summary>
    public WizardDraft With(WizardHandle handle, PointWorld? world) => handle.Part switch
    {
        WizardPart.Landmark when Has(handle) => WithPair(handle.Index, Pairs[handle.Index] with { World = world }),
        WizardPart.Anchor => this with { Anchor = Anchor with { World = world } },
        _ => this,
    };

    /// <summary>The same without a point, or with a landmark less.</summary>
    public WizardDraft Without(WizardHandle handle) => handle.Part switch
    {
        WizardPart.Landmark when Has(handle) => this with { Pairs = Pairs.RemoveAt(handle.Index) },
        WizardPart.BarFrom => this with { BarFrom = BarTo, BarTo = null },
        WizardPart.BarTo => this with { BarTo = null },
        WizardPart.Anchor => this with { Anchor = default },
        _ => this,
    };

    private bool Has(WizardHandle handle) => handle.Index >= 0 && handle.Index < Pairs.Length;

    private WizardDraft WithPair(int index, WizardPair pair) => this with { Pairs = pair.IsEmpty ? Pairs.RemoveAt(index) : Pairs.SetItem(index, pair) };
}
