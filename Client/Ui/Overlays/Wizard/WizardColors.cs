using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The colours of points: the same on both sides, and different to every kind of eye.</summary>
internal static class WizardColors
{
    // Okabe and Ito's set without black, the lightest first: pictures are dark.
    private static readonly ShapeColor[] s_colors =
    [
        ShapeColor.Rgb(0xF0E442), ShapeColor.Rgb(0x56B4E9), ShapeColor.Rgb(0xE69F00), ShapeColor.Rgb(0xCC79A7), ShapeColor.Rgb(0x009E73), ShapeColor.Rgb(0xD55E00), ShapeColor.Rgb(0x8EA7FF),
    ];

    /// <summary>Behind what is drawn on pictures.</summary>
    public static ShapeColor Halo { get; } = new(0, 0, 0, 200);

    /// <summary>The ends of a scale bar.</summary>
    public static ShapeColor Bar => s_colors[0];

    /// <summary>The point that says where a video lies.</summary>
    public static ShapeColor Anchor => s_colors[1];

    /// <summary>The colour of a landmark.</summary>
    public static ShapeColor Of(int index) => s_colors[index % s_colors.Length];
}
