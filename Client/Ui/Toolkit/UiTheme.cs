using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The colours of the interface.</summary>
internal sealed record UiTheme
{
    /// <summary>Light on dark, as pictures of light in the dark want it.</summary>
    public static UiTheme Dark { get; } = new()
    {
        Name = "dark",
        Canvas = 0x0C0E10,
        Panel = ShapeColor.Rgb(0x22262B),
        Raised = ShapeColor.Rgb(0x2B3036),
        Control = ShapeColor.Rgb(0x3A4149),
        Hover = ShapeColor.Rgb(0x495260),
        Line = ShapeColor.Rgb(0x15181B),
        Text = ShapeColor.Rgb(0xE6E9EC),
        Dim = ShapeColor.Rgb(0x9AA4AF),
        Accent = ShapeColor.Rgb(0x3B9BEF),
        OnAccent = ShapeColor.Rgb(0xFFFFFF),
        Shown = ShapeColor.Rgb(0xF4B740),
        Good = ShapeColor.Rgb(0x4CC38A),
        Warn = ShapeColor.Rgb(0xF4B740),
        Bad = ShapeColor.Rgb(0xF4716A),
        Shade = new ShapeColor(0, 0, 0, 150),
        Overlay = new ShapeColor(16, 18, 21, 190),
    };

    /// <summary>Dark on light, for bright rooms and print.</summary>
    public static UiTheme Light { get; } = new()
    {
        Name = "light",
        Canvas = 0xC3C8CD,
        Panel = ShapeColor.Rgb(0xF1F3F5),
        Raised = ShapeColor.Rgb(0xFFFFFF),
        Control = ShapeColor.Rgb(0xD9DEE3),
        Hover = ShapeColor.Rgb(0xC6CED6),
        Line = ShapeColor.Rgb(0xC9CFD5),
        Text = ShapeColor.Rgb(0x1B2026),
        Dim = ShapeColor.Rgb(0x5A6672),
        Accent = ShapeColor.Rgb(0x0B6BCB),
        OnAccent = ShapeColor.Rgb(0xFFFFFF),
        Shown = ShapeColor.Rgb(0xC77700),
        Good = ShapeColor.Rgb(0x1A7F4E),
        Warn = ShapeColor.Rgb(0xB46900),
        Bad = ShapeColor.Rgb(0xC4332B),
        Shade = new ShapeColor(20, 26, 32, 110),
        Overlay = new ShapeColor(16, 18, 21, 175),
    };

    /// <summary>The theme's name.</summary>
    public required string Name { get; init; }

    /// <summary>Behind the picture, as 0xRRGGBB.</summary>
    public required int Canvas { get; init; }

    /// <summary>Panels.</summary>
    public required ShapeColor Panel { get; init; }

    /// <summary>What stands on a panel or above the window.</summary>
    public required ShapeColor Raised { get; init; }

    /// <summary>Tracks, buttons, fields.</summary>
    public required ShapeColor Control { get; init; }

    /// <summary>The same under the pointer.</summary>
    public required ShapeColor Hover { get; init; }

    /// <summary>Lines between panels.</summary>
    public required ShapeColor Line { get; init; }

    /// <summary>Text.</summary>
    public required ShapeColor Text { get; init; }

    /// <summary>Text that explains, and what cannot be used.</summary>
    public required ShapeColor Dim { get; init; }

    /// <summary>What is chosen, what has the keyboard, what the user asks for.</summary>
    public required ShapeColor Accent { get; init; }

    /// <summary>Text on that.</summary>
    public required ShapeColor OnAccent { get; init; }

    /// <summary>What the picture shows, where that differs from what was asked.</summary>
    public required ShapeColor Shown { get; init; }

    /// <summary>All is well.</summary>
    public required ShapeColor Good { get; init; }

    /// <summary>Something is not as it should be.</summary>
    public required ShapeColor Warn { get; init; }

    /// <summary>Something failed.</summary>
    public required ShapeColor Bad { get; init; }

    /// <summary>Over the window behind a dialog.</summary>
    public required ShapeColor Shade { get; init; }

    /// <summary>Behind text that stands on the picture; the same in both themes, since pictures are dark.</summary>
    public required ShapeColor Overlay { get; init; }
}
