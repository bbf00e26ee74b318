using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Where each pixel lies on a plane, in doubles.</summary>
internal readonly record struct ExactPlace(SampleWindow Window, int Width, int Height, int Columns, int Rows, bool IsNearest)
{
    public bool TryColumn(int x, out int column) => TryNearest(Window.Left + ((x + 0.5) * Window.Width / Width), Columns, out column);

    public bool TryRow(int y, out int row) => TryNearest(Window.Top + ((y + 0.5) * Window.Height / Height), Rows, out row);

    /// <summary>The plane's value at a pixel; NaN outside, or where a sample that takes part is not there.</summary>
    public double Sample(PlaneSlice plane, int x, int y)
    {
        double u = Window.Left + ((x + 0.5) * Window.Width / Width), v = Window.Top + ((y + 0.5) * Window.Height / Height);
        if (!(u >= -0.5 && u < Columns - 0.5 && v >= -0.5 && v < Rows - 0.5))
        {
            return double.NaN;
        }

        u = Math.Clamp(IsNearest ? Math.Floor(u + 0.5) : Settle(u), 0, Columns - 1);
        v = Math.Clamp(IsNearest ? Math.Floor(v + 0.5) : Settle(v), 0, Rows - 1);
        int column = (int)u, row = (int)v;
        double above = Along(plane, row, column, u - column);
        return v == row ? above : above + ((Along(plane, row + 1, column, u - column) - above) * (v - row));
    }

    /// <summary>Scales and translations are rarely exact in binary: what lies within a millionth of a sample is that sample, so that one voxel a pixel stays exact.</summary>
    private static double Settle(double at) => Math.Abs(at - Math.Round(at)) < 1e-6 ? Math.Round(at) : at;

    private static double Along(PlaneSlice plane, int row, int column, double share)
    {
        ReadOnlySpan<byte> samples = plane.Row(row), present = plane.PresentRow(row);
        double left = At(plane, samples, present, column);
        return share == 0 ? left : left + ((At(plane, samples, present, column + 1) - left) * share);
    }

    private static double At(PlaneSlice plane, ReadOnlySpan<byte> samples, ReadOnlySpan<byte> present, int column) =>
        present.IsEmpty || present[column] != 0 ? SampleRows.ToDouble(plane.Type, samples, column) : double.NaN;

    private static bool TryNearest(double at, int length, out int index)
    {
        index = (int)Math.Clamp(Math.Floor(at + 0.5), 0, length - 1);
        return at >= -0.5 && at < length - 0.5;
    }
}
