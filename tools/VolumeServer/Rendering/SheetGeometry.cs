using System;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// How rays along one axis of a block are drawn: on a plane across that axis (the base) lies a grid of cells, the sheet; the ray of a cell meets plane k at
/// a·base + b. So each plane is a stretched and shifted picture of itself on the sheet, read row by row as it lies in memory; the sheet is then warped to the picture. That is
/// the shear-warp factorisation, for perspective as well. Rays go to the sheet of the axis along which they are steepest, so no ray is ever flat.
/// </summary>
internal readonly record struct SheetGeometry
{
    private const double NearestPlane = 0.25;

    /// <summary>The axis across the sheet (0 = x, 1 = y, 2 = z), and whether rays go up or down along it (+1, −1).</summary>
    public int Axis { get; private init; }

    public int Sign { get; private init; }

    /// <summary>The block's axes along the sheet's columns and rows.</summary>
    public int AxisU { get; private init; }

    public int AxisV { get; private init; }

    public int Width { get; private init; }

    public int Height { get; private init; }

    /// <summary>Base coordinates of the sheet's corner and the distance of cells.</summary>
    public double U0 { get; private init; }

    public double V0 { get; private init; }

    public double PitchU { get; private init; }

    public double PitchV { get; private init; }

    /// <summary>The planes that rays meet, front to back: First, First + Sign, … ; none when Count is 0.</summary>
    public int First { get; private init; }

    public int Count { get; private init; }

    /// <summary>World length of a step between planes along the middle ray.</summary>
    public double StepLength { get; init; }

    public Homography Warp { get; private init; }

    private double Base { get; init; }

    private Axis3 Eye { get; init; }

    private double SlopeU { get; init; }

    private double SlopeV { get; init; }

    private bool IsOrthographic { get; init; }

    public bool IsEmpty => Count == 0 || Width <= 0 || Height <= 0;

    /// <summary>Plane k: position = Scale · base + ShiftU (along u), + ShiftV (along v).</summary>
    public (double Scale, double ShiftU, double ShiftV) Plane(int k)
    {
        if (IsOrthographic)
        {
            return (1, (k - Base) * SlopeU, (k - Base) * SlopeV);
        }

        double at = VolumeView.Part(Eye, Axis), scale = (k - at) / (Base - at);
        return (scale, (1 - scale) * VolumeView.Part(Eye, AxisU), (1 - scale) * VolumeView.Part(Eye, AxisV));
    }

    /// <param name="view">The rays.</param>
    /// <param name="block">The samples.</param>
    /// <param name="axis">Across which axis.</param>
    /// <param name="sign">In which direction.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    /// <param name="finest">The smallest distance of cells, in samples.</param>
    /// <param name="coarseness">How many pixels a cell may cover; 1 = as fine as the picture.</param>
    public static SheetGeometry Of(in VolumeView view, VolumeBlock block, int axis, int sign, int width, int height, double finest, double coarseness)
    {
        int u = axis == 0 ? 1 : 0, v = axis == 2 ? 1 : 2;
        int planes = Length(block, axis);
        double eye = VolumeView.Part(view.Eye, axis), forward = VolumeView.Part(view.Forward, axis);
        (double front, double back) = sign > 0 ? (0.0, planes - 1.0) : (planes - 1.0, 0.0);
        if (view.IsOrthographic)
        {
            bool steepest = forward * sign > 0 && Math.Abs(forward) >= Math.Abs(VolumeView.Part(view.Forward, u)) && Math.Abs(forward) >= Math.Abs(VolumeView.Part(view.Forward, v));

            // Where two components are equal, both sheets would be drawn: the lower axis wins.
            steepest &= (axis <= u || Math.Abs(forward) > Math.Abs(VolumeView.Part(view.Forward, u))) && (axis <= v || Math.Abs(forward) > Math.Abs(VolumeView.Part(view.Forward, v)));
            if (!steepest)
            {
                return default;
            }
        }
        else
        {
            // Planes before the eye only.
            front = sign > 0 ? Math.Max(front, Math.Ceiling(eye + NearestPlane)) : Math.Min(front, Math.Floor(eye - NearestPlane));
        }

        int count = (int)Math.Floor((back - front) * sign) + 1;
        if (count <= 0)
        {
            return default;
        }

        var sheet = new SheetGeometry
        {
            Axis = axis,
            Sign = sign,
            AxisU = u,
            AxisV = v,
            First = (int)front,
            Count = count,
            Eye = view.Eye,
            IsOrthographic = view.IsOrthographic,
            Base = (front + back) / 2,
            SlopeU = view.IsOrthographic ? VolumeView.Part(view.Forward, u) / forward : 0,
            SlopeV = view.IsOrthographic ? VolumeView.Part(view.Forward, v) / forward : 0,
        };
        return sheet.Cover(view, block, width, height, finest, coarseness);
    }

    private SheetGeometry Cover(in VolumeView view, VolumeBlock block, int width, int height, double finest, double coarseness)
    {
        (double left, double right) = Footprint(Length(block, AxisU), AxisU);
        (double top, double bottom) = Footprint(Length(block, AxisV), AxisV);
        if (!IsOrthographic)
        {
            // Rays that are steepest along this axis stay within 45° of it.
            double reach = Math.Abs(Base - VolumeView.Part(Eye, Axis)), middleU = VolumeView.Part(Eye, AxisU), middleV = VolumeView.Part(Eye, AxisV);
            (left, right) = (Math.Max(left, middleU - reach), Math.Min(right, middleU + reach));
            (top, bottom) = (Math.Max(top, middleV - reach), Math.Min(bottom, middleV + reach));
        }

        ClipToPicture(view, width, height, ref left, ref right, ref top, ref bottom);
        double depth = IsOrthographic ? 1 : Math.Abs(Base - VolumeView.Part(Eye, Axis)) / Math.Max(1e-9, SteepestForward(view));
        Axis3 across = IsOrthographic ? view.EyeX : view.ForwardX, down = IsOrthographic ? view.EyeY : view.ForwardY;
        double pitchU = Pitch(across, down, AxisU) * depth, pitchV = Pitch(across, down, AxisV) * depth;
        pitchU = Math.Clamp(pitchU * coarseness, finest, Math.Max(finest, coarseness));
        pitchV = Math.Clamp(pitchV * coarseness, finest, Math.Max(finest, coarseness));
        (left, right, top, bottom) = (left - pitchU, right + pitchU, top - pitchV, bottom + pitchV);
        if (!(right > left) || !(bottom > top))
        {
            return default;
        }

        SheetGeometry sheet = this with
        {
            U0 = left,
            V0 = top,
            PitchU = pitchU,
            PitchV = pitchV,
            Width = (int)Math.Ceiling((right - left) / pitchU),
            Height = (int)Math.Ceiling((bottom - top) / pitchV),
        };
        return sheet with { Warp = sheet.WarpOf(view), StepLength = sheet.LengthOfStep(view, block) };
    }

    /// <summary>How fast the rays of neighbouring pixels part along an axis of the sheet.</summary>
    private static double Pitch(in Axis3 across, in Axis3 down, int axis)
    {
        double x = VolumeView.Part(across, axis), y = VolumeView.Part(down, axis);
        return Math.Sqrt((x * x) + (y * y));
    }

    private double SteepestForward(in VolumeView view)
    {
        double along = Math.Abs(VolumeView.Part(view.Forward, Axis));
        return Math.Max(along, Math.Max(Math.Abs(VolumeView.Part(view.Forward, AxisU)), Math.Abs(VolumeView.Part(view.Forward, AxisV))));
    }

    private (double From, double To) Footprint(int length, int axis)
    {
        double from = double.MaxValue, to = double.MinValue;
        for (int end = 0; end < 2; end++)
        {
            (double scale, double shiftU, double shiftV) = Plane(First + (end * (Count - 1) * Sign));
            double shift = axis == AxisU ? shiftU : shiftV;
            from = Math.Min(from, (-0.5 - shift) / scale);
            to = Math.Max(to, (length - 0.5 - shift) / scale);
        }

        return (from, to);
    }

    private void ClipToPicture(in VolumeView view, int width, int height, ref double left, ref double right, ref double top, ref double bottom)
    {
        double minU = double.MaxValue, maxU = double.MinValue, minV = double.MaxValue, maxV = double.MinValue;
        for (int corner = 0; corner < 4; corner++)
        {
            double x = (corner & 1) == 0 ? -width / 2.0 : width / 2.0, y = (corner & 2) == 0 ? -height / 2.0 : height / 2.0;
            Axis3 from = view.From(x, y), along = view.Along(x, y);
            double steep = VolumeView.Part(along, Axis) * Sign;
            if (steep < 0.05 * (Math.Abs(along.X) + Math.Abs(along.Y) + Math.Abs(along.Z)))
            {
                // A flat ray: its place on the base says nothing, the other limits must do.
                return;
            }

            double s = (Base - VolumeView.Part(from, Axis)) / VolumeView.Part(along, Axis);
            double u = VolumeView.Part(from, AxisU) + (s * VolumeView.Part(along, AxisU)), v = VolumeView.Part(from, AxisV) + (s * VolumeView.Part(along, AxisV));
            (minU, maxU, minV, maxV) = (Math.Min(minU, u), Math.Max(maxU, u), Math.Min(minV, v), Math.Max(maxV, v));
        }

        (left, right, top, bottom) = (Math.Max(left, minU), Math.Min(right, maxU), Math.Max(top, minV), Math.Min(bottom, maxV));
    }

    private Homography WarpOf(in VolumeView view)
    {
        int axis = Axis;
        double k = Base;

        // Perspective: cell = (eye + (base − eye) · along / along[axis] − corner) / pitch − ½, with the constant part brought over the denominator.
        (double X, double Y, double C) Row(in VolumeView of, int along, double corner, double pitch)
        {
            double reach = k - VolumeView.Part(of.Eye, axis), constant = ((VolumeView.Part(of.Eye, along) - corner) / pitch) - 0.5;
            if (of.IsOrthographic)
            {
                double slope = VolumeView.Part(of.Forward, along) / VolumeView.Part(of.Forward, axis);
                double Step(in Axis3 step) => (VolumeView.Part(step, along) - (slope * VolumeView.Part(step, axis))) / pitch;
                return (Step(of.EyeX), Step(of.EyeY), constant + (reach * slope / pitch));
            }

            double Term(in Axis3 part) => (reach / pitch * VolumeView.Part(part, along)) + (constant * VolumeView.Part(part, axis));
            return (Term(of.ForwardX), Term(of.ForwardY), Term(of.Forward));
        }

        (double ux, double uy, double u0) = Row(view, AxisU, U0, PitchU);
        (double vx, double vy, double v0) = Row(view, AxisV, V0, PitchV);
        return IsOrthographic
            ? new Homography(ux, uy, u0, vx, vy, v0, 0, 0, 1)
            : new Homography(
                ux, uy, u0, vx, vy, v0, VolumeView.Part(view.ForwardX, Axis), VolumeView.Part(view.ForwardY, Axis), VolumeView.Part(view.Forward, Axis));
    }

    private double LengthOfStep(in VolumeView view, VolumeBlock block)
    {
        Axis3 along = view.Forward;
        if (!IsOrthographic)
        {
            double u = U0 + (Width * PitchU / 2) - VolumeView.Part(Eye, AxisU), v = V0 + (Height * PitchV / 2) - VolumeView.Part(Eye, AxisV), w = Base - VolumeView.Part(Eye, Axis);
            along = Axis == 0 ? new Axis3(w, u, v) : Axis == 1 ? new Axis3(u, w, v) : new Axis3(u, v, w);
        }

        Axis3 step = along.Times(1 / Math.Abs(VolumeView.Part(along, Axis)));
        double x = step.X * block.Spacing.X, y = step.Y * block.Spacing.Y, z = step.Z * block.Spacing.Z;
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }

    private static int Length(VolumeBlock block, int axis) => axis == 0 ? block.Columns : axis == 1 ? block.Rows : block.Planes;
}
