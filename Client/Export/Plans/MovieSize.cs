using System;
using Fathom.Decode.Local;

namespace Fathom.Client.Export.Plans;

/// <summary>The size of a movie for which nobody asked for one.</summary>
internal static class MovieSize
{
    private const int MostColumns = 1280, MostRows = 720, FewestColumns = 160, FewestRows = 120;

    /// <summary>The largest even size of that shape within 1280×720; a scene that is all too long or wide gets some ground beside it.</summary>
    /// <param name="width">Of the scene, in any unit; 0 where it has none.</param>
    /// <param name="height">Of the scene.</param>
    public static SizePx Usual(double width, double height)
    {
        if (!(width > 0 && height > 0 && double.IsFinite(width / height)))
        {
            return new SizePx(MostColumns, MostRows);
        }

        double scale = Math.Min(MostColumns / width, MostRows / height);
        return new SizePx(Math.Max(FewestColumns, Even(width * scale)), Math.Max(FewestRows, Even(height * scale)));
    }

    private static int Even(double size) => (int)Math.Round(size / 2, MidpointRounding.AwayFromZero) * 2;
}
