using System.Globalization;
using Fathom.Decode.Local;

namespace Fathom.Client.Overlays.Specs;

/// <summary>A video over the scene.</summary>
internal sealed record VideoOverlaySpec : OverlaySpec
{
    /// <summary>The part of the frames that is read; null for what the calibration's file says, else all of it.</summary>
    public CropPx? Crop { get; init; }

    /// <summary>How many pixels become one; null for what the calibration's file says, else 1.</summary>
    public int? Downsample { get; init; }

    /// <summary>Frames a second of what has no times of its own; null for the file's.</summary>
    public double? FrameRate { get; init; }

    /// <inheritdoc/>
    public override OverlaySpec Checked()
    {
        base.Checked();
        if (Crop is { } crop && (crop.X < 0 || crop.Y < 0 || !crop.Size.IsValid))
        {
            throw Refused($"Cannot crop '{Id}' to {crop}.", "Column and row must be 0 or more, width and height 1 or more.", "Give column, row, width and height, as in 100,50,640,480.");
        }

        if (Downsample < 1)
        {
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"Cannot make '{Id}' {Downsample} times smaller."), "The factor must be a whole number from 1.", "Give for example 2.");
        }

        return FrameRate is null or (> 0 and < double.PositiveInfinity) ? this : throw Refused(
            string.Create(CultureInfo.InvariantCulture, $"Cannot show '{Id}' at {FrameRate} frames a second."), "The rate must be a number above 0.", "Give for example 30.");
    }
}
