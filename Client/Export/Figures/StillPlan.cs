using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Remote;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures;

/// <summary>One picture, ready to be drawn: equal plans give equal bytes.</summary>
/// <param name="Recipe">What the server draws.</param>
/// <param name="Step">Where: an index for each axis.</param>
/// <param name="Size">Columns and rows.</param>
/// <param name="Dpi">Pixels for an inch; null for a picture without a size in print.</param>
/// <param name="Annotations">What is written on it, in its size.</param>
internal sealed record StillPlan(ViewRecipe Recipe, ImmutableArray<int> Step, SizePx Size, double? Dpi, AnnotationOptions Annotations)
{
    /// <summary>What journals ask for where nobody says otherwise.</summary>
    public const double UsualDpi = 300;

    private const double MmPerInch = 25.4;
    private const int Smallest = 16, Largest = 16384;

    /// <summary>How wide and high it is in print; null for a picture without a size in print.</summary>
    public (double Width, double Height)? PrintMm => Dpi is { } dpi ? (Size.Width / dpi * MmPerInch, Size.Height / dpi * MmPerInch) : null;

    /// <summary>Plans; throws what the user is told about what cannot be.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="recipe">The view.</param>
    /// <param name="dims">The axes as the view shows them.</param>
    /// <param name="layers">The layers.</param>
    public static StillPlan Of(StillRequest request, ViewRecipe recipe, NotifyDims dims, LayersModel layers)
    {
        ImmutableArray<int> step = StepOf(request.Dims, recipe, dims, layers);
        var world = new WorldAxes();
        world.Update(layers);
        SeenPlane whole = recipe.DisplayedAxes == 2 ? SeenPlane.Whole(dims, world) : default, seen = default;
        if (whole.Width > 0 && whole.Height > 0)
        {
            // The margins that a window leaves around the data are no part of a figure.
            seen = request.OneToOne ? whole : SeenPlane.Of(recipe, whole);
            recipe = seen.In(recipe);
        }

        double? dpi = request.Dpi ?? (request.WidthMm is null ? null : UsualDpi);
        SizePx size = request.OneToOne ? VoxelsOf(dims, world, whole) : SizeOf(request, seen, dpi ?? UsualDpi);
        if (request.OneToOne)
        {
            recipe = recipe with { View = recipe.View.With("level", 0) };
        }

        Check(size);
        return new StillPlan(recipe with { Step = step }, step, size, dpi, dpi is { } print ? request.Annotations with { Dpi = print } : request.Annotations.ForRows(size.Height));
    }

    /// <summary>The recipe's place with those axes moved that somebody named; throws what he is told about one that cannot be.</summary>
    public static ImmutableArray<int> StepOf(ImmutableArray<DimsValue> wanted, ViewRecipe recipe, NotifyDims dims, LayersModel layers)
    {
        ImmutableArray<int> step = recipe.Step;
        foreach (DimsValue value in wanted)
        {
            int axis = DimsAxes.Find(dims, value.Axis), size = axis < 0 ? 0 : ExportAxis.LengthOf(dims, axis);
            string what = $"Cannot show --dims {value.Axis}.", names = string.Join(", ", Enumerable.Range(0, dims.Step.Length).Select(other => DimsAxes.Label(dims, other)));
            if (axis < 0)
            {
                throw new FathomException(ExitCode.Usage, what, $"The data have the axes {names}.", "Name one of them.");
            }

            if (DimsAxes.IsDisplayed(dims, axis))
            {
                throw new FathomException(ExitCode.Usage, what, "That axis lies in the picture: all of it is shown.", "Name an axis that is not shown, or leave --dims out.");
            }

            int index = WorldPlace.Index(layers, axis, size, value);
            step = index < size ? step.SetItem(axis, index) : throw new FathomException(
                ExitCode.Usage, what, string.Create(CultureInfo.InvariantCulture, $"It has the indices 0 to {size - 1}, and {index} was asked for."), "Correct --dims.");
        }

        return step;
    }

    private static SizePx SizeOf(StillRequest request, in SeenPlane seen, double dpi)
    {
        if (request.Size is { } size)
        {
            return size;
        }

        SizePx usual = MovieSize.Usual(seen.Width, seen.Height);
        if (request.WidthMm is not { } width)
        {
            return new SizePx(usual.Width / request.Smaller, usual.Height / request.Smaller);
        }

        double shape = seen.Width > 0 ? seen.Height / seen.Width : usual.Height / (double)usual.Width;
        return new SizePx(Pixels(width, dpi), Pixels(request.HeightMm ?? width * shape, dpi));
    }

    private static int Pixels(double mm, double dpi) => (int)Math.Clamp(Math.Round(mm / MmPerInch * dpi, MidpointRounding.AwayFromZero), 0, int.MaxValue);

    private static SizePx VoxelsOf(NotifyDims dims, WorldAxes world, in SeenPlane whole)
    {
        const string What = "Cannot draw one pixel for each voxel.";
        if (!(whole.Width > 0 && whole.Height > 0))
        {
            throw new FathomException(ExitCode.Usage, What, "The picture is no slice: a projection has no pixel for each voxel.", "Show a slice, or leave --one-to-one out.");
        }

        (int column, int row) = SeenPlane.AxesOf(dims);
        (double across, double down) = (Math.Abs(world.ScaleOf(column)), Math.Abs(world.ScaleOf(row)));
        return Math.Abs(across - down) <= 1e-6 * across ? new SizePx((int)Math.Round(whole.Width / across), (int)Math.Round(whole.Height / down)) : throw new FathomException(
            ExitCode.Usage,
            What,
            string.Create(CultureInfo.InvariantCulture, $"They are {across:0.######} wide and {down:0.######} high, and pixels are square."),
            "Give a size instead: --size, or --width-mm and --dpi.");
    }

    private static void Check(SizePx size)
    {
        if (size.Width is < Smallest or > Largest || size.Height is < Smallest or > Largest || !LosslessStill.IsSize(size.Width, size.Height))
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot draw a picture of {size} pixels.",
                string.Create(CultureInfo.InvariantCulture, $"Each side has {Smallest} to {Largest} pixels, and all of it at most {LosslessStill.MaxPixels / 1_000_000.0:0.#} million."),
                "Choose another --size, fewer --dpi, or a smaller --width-mm.");
        }
    }
}
