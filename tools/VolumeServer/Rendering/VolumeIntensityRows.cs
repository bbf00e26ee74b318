using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Rows of a projection whose sheets hold intensities: each pixel's place on its sheet, four cells blended.</summary>
internal sealed class VolumeIntensityRows(SheetSet sheets) : IIntensityRows
{
    public ColorRamp Ramp { get; } = new();

    public void Intensities(int y, RowScratch scratch, Span<ushort> output)
    {
        output.Fill(ColorRamp.Outside);
        (int left, int top, int right, int bottom) = sheets.Bounds;
        if (y < top || y >= bottom)
        {
            return;
        }

        // The last sheet first: a pixel that two sheets show takes the first one's.
        for (int i = sheets.Count - 1; i >= 0; i--)
        {
            Draw(sheets.Sheets[i], left - (sheets.Width / 2.0) + 0.5, y - (sheets.Height / 2.0) + 0.5, output[left..right]);
        }
    }

    public void Colors(int y, RowScratch scratch, Span<uint> output)
    {
        Span<ushort> intensities = scratch.Upper(output.Length).AsSpan(0, output.Length);
        Intensities(y, scratch, intensities);
        ReadOnlySpan<uint> colors = Ramp.Colors;
        for (int x = 0; x < output.Length; x++)
        {
            output[x] = colors[intensities[x]];
        }
    }

    private static unsafe void Draw(Sheet sheet, double x, double y, Span<ushort> output)
    {
        SheetGeometry geometry = sheet.Geometry;
        Homography warp = geometry.Warp;
        int width = geometry.Width, height = geometry.Height;
        float u = (float)((warp.Ux * x) + (warp.Uy * y) + warp.U0), du = (float)warp.Ux;
        float v = (float)((warp.Vx * x) + (warp.Vy * y) + warp.V0), dv = (float)warp.Vx;
        float w = (float)((warp.Wx * x) + (warp.Wy * y) + warp.W0), dw = (float)warp.Wx;
        bool isOrthographic = dw == 0 && warp.Wy == 0;
        float sign = isOrthographic ? 1 : geometry.Sign;
        fixed (float* values = sheet.Values)
        {
            for (int i = 0; i < output.Length; i++, u += du, v += dv, w += dw)
            {
                float per = 1 / w, column = u * per, row = v * per;
                if (!(w * sign > 0 && column > -0.5f && column < width - 0.5f && row > -0.5f && row < height - 0.5f))
                {
                    continue;
                }

                float value = Blend(values, width, height, column, row);
                output[i] = value < 0 ? output[i] : (ushort)(value + 0.5f);
            }
        }
    }

    /// <summary>Four cells blended; below 0 where the nearest one met nothing. Cells beyond the rim of the volume count as dark.</summary>
    private static unsafe float Blend(float* values, int width, int height, float column, float row)
    {
        column = Math.Max(column, 0);
        row = Math.Max(row, 0);
        int x = (int)column, y = (int)row, right = x + 1 < width ? 1 : 0, down = y + 1 < height ? width : 0;
        float* at = values + (y * width) + x;
        float a = column - x, b = row - y;
        if (at[(a >= 0.5f ? right : 0) + (b >= 0.5f ? down : 0)] < 0)
        {
            return -1;
        }

        float top = Math.Max(at[0], 0), topRight = Math.Max(at[right], 0), bottom = Math.Max(at[down], 0), bottomRight = Math.Max(at[down + right], 0);
        float above = top + ((topRight - top) * a), below = bottom + ((bottomRight - bottom) * a);
        return above + ((below - above) * b);
    }
}
