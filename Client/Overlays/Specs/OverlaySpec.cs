using System.Globalization;
using Fathom.Client.Overlays.Timing;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Specs;

/// <summary>What a user asked to see over the scene: the same in the session file, on the command line and in scripts.</summary>
internal abstract record OverlaySpec
{
    /// <summary>Half transparent: the picture below stays readable.</summary>
    public const double UsualAlpha = 0.5;

    /// <summary>Its name, by which lists and scripts call it.</summary>
    public required string Id { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The calibration's file; null for the one beside the video, if there is one.</summary>
    public string? CalibrationPath { get; init; }

    /// <summary>Whether it is drawn.</summary>
    public bool Visible { get; init; } = true;

    /// <summary>0 is not seen, 1 hides what is below.</summary>
    public double Alpha { get; init; } = UsualAlpha;

    /// <summary>Over or under the picture.</summary>
    public OverlayOrder Order { get; init; }

    /// <summary>How its clock reads on the scene's.</summary>
    public TimeLine Clock { get; init; } = TimeLine.Same;

    /// <summary>Throws what the user is told about a value that cannot be; returns this one otherwise.</summary>
    public virtual OverlaySpec Checked()
    {
        if (Id.Length == 0 || Path.Length == 0)
        {
            throw Refused("Cannot show an overlay.", Id.Length == 0 ? "It has no name." : $"No file is named for '{Id}'.", "Give a name and the path of a file.");
        }

        if (!(Alpha >= 0 && Alpha <= 1))
        {
            throw Refused(
                string.Create(CultureInfo.InvariantCulture, $"Cannot show '{Id}' with an alpha of {Alpha}."), "It must be from 0 (not seen) to 1 (hides what is below).", "Give for example 0.5.");
        }

        Clock.Check();
        return this;
    }

    /// <summary>A mistake of the user.</summary>
    protected static FathomException Refused(string what, string why, string how) => new(ExitCode.Usage, what, why, how);
}
