using Fathom.Decode;

namespace Fathom.Render;

/// <summary>Turns picture coordinates (0–1) into chroma texture coordinates: chroma = picture · scale + offset.</summary>
/// <remarks>GL places a texel in the middle of what it covers. Chroma on the left luma column is half a luma sample off that, so the
/// lookup moves half a luma sample to the right; the same downwards for chroma on the upper row.</remarks>
internal readonly record struct ChromaPlacement(float ScaleX, float ScaleY, float OffsetX, float OffsetY)
{
    internal static ChromaPlacement For(PixelLayout layout, int width, int height, ChromaSiting siting)
    {
        bool left = siting is ChromaSiting.Left or ChromaSiting.TopLeft;
        bool top = siting is ChromaSiting.Top or ChromaSiting.TopLeft;
        (float scaleX, float offsetX) = Along(layout.HalvesWidth(), width, left);
        (float scaleY, float offsetY) = Along(layout.HalvesHeight(), height, top);
        return new ChromaPlacement(scaleX, scaleY, offsetX, offsetY);
    }

    private static (float Scale, float Offset) Along(bool halved, int size, bool onFirst)
    {
        if (!halved)
        {
            return (1, 0);
        }

        double samples = (size + 1) / 2;
        return ((float)(size / (2 * samples)), onFirst ? (float)(0.25 / samples) : 0);
    }
}
