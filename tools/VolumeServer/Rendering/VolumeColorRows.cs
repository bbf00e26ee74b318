using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Rows of a projection whose sheets hold colours: translucent, additive (four cells blended) and labels (the nearest).</summary>
internal sealed class VolumeColorRows(SheetSet sheets, LabelPalette? palette) : ILayerRows
{
    public void Colors(int y, RowScratch scratch, Span<uint> output)
    {
        output.Clear();
        (int left, int top, int right, int bottom) = sheets.Bounds;
        if (y < top || y >= bottom)
        {
            return;
        }

        for (int i = sheets.Count - 1; i >= 0; i--)
        {
            Draw(sheets.Sheets[i], left - (sheets.Width / 2.0) + 0.5, y - (sheets.Height / 2.0) + 0.5, output[left..right]);
        }
    }

    private void Draw(Sheet sheet, double x, double y, Span<uint> output)
    {
        SheetGeometry geometry = sheet.Geometry;
        Homography warp = geometry.Warp;
        double u = (warp.Ux * x) + (warp.Uy * y) + warp.U0, v = (warp.Vx * x) + (warp.Vy * y) + warp.V0, w = (warp.Wx * x) + (warp.Wy * y) + warp.W0;
        bool isOrthographic = warp.Wx == 0 && warp.Wy == 0;
        int sign = isOrthographic ? 1 : geometry.Sign;
        for (int i = 0; i < output.Length; i++, u += warp.Ux, v += warp.Vx, w += warp.Wx)
        {
            double column = u / w, row = v / w;
            if (!(w * sign > 0 && column > -0.5 && column < geometry.Width - 0.5 && row > -0.5 && row < geometry.Height - 0.5))
            {
                continue;
            }

            uint color = palette is null ? Blend(sheet, (float)Math.Max(column, 0), (float)Math.Max(row, 0)) : Label(sheet, palette, column, row);
            output[i] = color == 0 ? output[i] : color;
        }
    }

    private static uint Label(Sheet sheet, LabelPalette palette, double column, double row) =>
        palette.Colors[sheet.Whole[((int)(row + 0.5) * sheet.Geometry.Width) + (int)(column + 0.5)]];

    private static uint Blend(Sheet sheet, float column, float row)
    {
        int width = sheet.Geometry.Width, x = (int)column, y = (int)row;
        int at = (y * width) + x, right = x + 1 < width ? 1 : 0, down = y + 1 < sheet.Geometry.Height ? width : 0;
        float a = column - x, b = row - y;
        float Mix(float[] part)
        {
            float above = part[at] + ((part[at + right] - part[at]) * a), below = part[at + down] + ((part[at + down + right] - part[at + down]) * a);
            return above + ((below - above) * b);
        }

        float cover = Mix(sheet.PartD);
        uint alpha = (uint)((Math.Clamp(cover, 0, 1) * 255) + 0.5f);
        if (alpha == 0)
        {
            return 0;
        }

        // The sheets hold colour times coverage; a row wants them apart.
        float per = 255f / alpha;
        uint Byte(float[] part) => (uint)Math.Clamp((Mix(part) * per) + 0.5f, 0, 255);
        return Byte(sheet.PartA) | (Byte(sheet.PartB) << 8) | (Byte(sheet.PartC) << 16) | (alpha << 24);
    }
}
