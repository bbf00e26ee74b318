using System;
using System.Collections.Immutable;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Remote;
using Fathom.Client.Ui;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures;

/// <summary>The part of the data that a slice shows, as the rectangle of its camera: x to the right, y up, the last row's centre at 0.</summary>
/// <param name="Left">The left edge.</param>
/// <param name="Bottom">The bottom edge.</param>
/// <param name="Width">How wide it is, in the scene's unit.</param>
/// <param name="Height">How high it is.</param>
internal readonly record struct SeenPlane(double Left, double Bottom, double Width, double Height)
{
    private const string Camera = "camera", Rect = "rect";

    /// <summary>All of the data, to the outer edges of the outermost voxels; an empty one where the sizes are not known.</summary>
    public static SeenPlane Whole(NotifyDims dims, WorldAxes world)
    {
        (int column, int row) = AxesOf(dims);
        if (row < 0)
        {
            return default;
        }

        (double across, double down) = (Math.Abs(world.ScaleOf(column)), Math.Abs(world.ScaleOf(row)));
        return new SeenPlane(-across / 2, -down / 2, ExportAxis.LengthOf(dims, column) * across, ExportAxis.LengthOf(dims, row) * down);
    }

    /// <summary>The axis along the picture's rows, and the one down; −1 where there is none.</summary>
    public static (int Column, int Row) AxesOf(NotifyDims dims) => dims.Displayed.IsDefaultOrEmpty ? (dims.Step.Length - 1, dims.Step.Length - 2)
        : (dims.Displayed[^1], dims.Displayed.Length > 1 ? dims.Displayed[^2] : -1);

    /// <summary>What a recipe shows of the data; all of them where its camera sees nothing of them or is not known.</summary>
    public static SeenPlane Of(ViewRecipe recipe, in SeenPlane whole)
    {
        if ((recipe.View[Camera] as MapValue)?[Rect] is not { } told || !told.TryGetDoubles(out ImmutableArray<double> rect) || rect.Length != 4)
        {
            return whole;
        }

        double left = Math.Max(rect[0], whole.Left), bottom = Math.Max(rect[1], whole.Bottom);
        double width = Math.Min(rect[0] + rect[2], whole.Left + whole.Width) - left, height = Math.Min(rect[1] + rect[3], whole.Bottom + whole.Height) - bottom;
        return width > 0 && height > 0 ? new SeenPlane(left, bottom, width, height) : whole;
    }

    /// <summary>The recipe with a camera that shows just this.</summary>
    public ViewRecipe In(ViewRecipe recipe) => recipe with { View = recipe.View.With(Camera, MapValue.Of((Rect, new double[] { Left, Bottom, Width, Height }))) };
}
