using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Rows of cells whose planes are all gone through: to entries of the ramp, or to colours.</summary>
internal static class SheetFinish
{
    public static void Rows(Sheet sheet, VolumeBlock block, SheetShading shading, int from, int to)
    {
        int width = sheet.Geometry.Width;
        for (int row = from; row < to; row++)
        {
            CountMet(sheet.Met.AsSpan(row * (width + 1), width));
            switch (shading.Mode)
            {
                case VolumeMode.Labels:
                    break;
                case VolumeMode.Translucent or VolumeMode.Additive:
                    Colors(sheet, shading.Mode == VolumeMode.Additive, row * width, width);
                    break;
                default:
                    Values(sheet, block, shading, row, width);
                    break;
            }
        }
    }

    /// <summary>Where stretches begin and end, to how many lie over each cell.</summary>
    private static void CountMet(Span<int> met)
    {
        int count = 0;
        for (int x = 0; x < met.Length; x++)
        {
            count += met[x];
            met[x] = count;
        }
    }

    private static void Values(Sheet sheet, VolumeBlock block, SheetShading shading, int row, int width)
    {
        Span<float> values = sheet.PartA.AsSpan(row * width, width);
        ReadOnlySpan<int> met = sheet.Met.AsSpan(row * (width + 1), width);
        float low = shading.LowCode, scale = shading.PerCode * ColorRamp.Top;
        for (int x = 0; x < width; x++)
        {
            int at = (row * width) + x;
            bool isThere = met[x] > 0;
            float value;
            switch (shading.Mode)
            {
                case VolumeMode.AttenuatedMip:
                    value = values[x] * ColorRamp.Top;
                    isThere &= !block.HasGaps || values[x] > 0;
                    break;
                case VolumeMode.Average:
                    value = sheet.Summed[at] == 0 ? 0 : ((sheet.Whole[at] / (float)sheet.Summed[at]) - low) * scale;
                    isThere &= sheet.Summed[at] > 0;
                    break;
                default:
                    value = (sheet.Whole[at] - low) * scale;
                    isThere &= !block.HasGaps || sheet.Whole[at] > 0;
                    break;
            }

            values[x] = isThere ? Math.Clamp(value, 0, ColorRamp.Top) : -1;
        }
    }

    /// <summary>Red, green, blue multiplied by coverage, from 0 to 255, and coverage from 0 to 1 in the place of the transmittance.</summary>
    private static void Colors(Sheet sheet, bool adds, int at, int width)
    {
        for (int i = at; i < at + width; i++)
        {
            if (adds)
            {
                (sheet.PartA[i], sheet.PartB[i], sheet.PartC[i]) = (255 * (1 - sheet.PartA[i]), 255 * (1 - sheet.PartB[i]), 255 * (1 - sheet.PartC[i]));
                sheet.PartD[i] = Math.Max(sheet.PartA[i], Math.Max(sheet.PartB[i], sheet.PartC[i])) / 255;
            }
            else
            {
                sheet.PartD[i] = 1 - sheet.PartD[i];
            }
        }
    }
}
