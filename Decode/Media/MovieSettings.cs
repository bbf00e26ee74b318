using System;
using System.Globalization;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Media;

/// <summary>How a movie is written: H.264 in MP4, BT.709 of limited range.</summary>
public sealed record MovieSettings
{
    /// <summary>The longest side.</summary>
    public const int LargestSide = 16384;

    /// <summary>The shortest side.</summary>
    public const int SmallestSide = 16;

    private const int MostFramesBetweenKeys = 120;

    /// <summary>Columns; even.</summary>
    public required int Width { get; init; }

    /// <summary>Rows; even.</summary>
    public required int Height { get; init; }

    /// <summary>Frames a second.</summary>
    public required MovieRate Rate { get; init; }

    /// <summary>Constant quality, 0 (without loss) to 51. At 18 hardly anybody sees a difference to the original.</summary>
    public double Crf { get; init; } = 18;

    /// <summary>x264's name for its speed: "ultrafast" to "veryslow".</summary>
    public string Preset { get; init; } = "medium";

    /// <summary>Title and comment.</summary>
    public MovieMetadata Metadata { get; init; } = new();

    /// <summary>Frames from one key frame to the next: about a second, so that players jump quickly.</summary>
    public int KeyframeInterval => Math.Clamp((int)Math.Round(Rate.PerSecond), 1, MostFramesBetweenKeys);

    /// <summary>Throws a <see cref="FathomException"/> where no movie can be written so; nothing is opened yet.</summary>
    /// <param name="path">The movie, for the message.</param>
    public void Check(string path)
    {
        string what = $"Cannot write the movie {path}.";
        if (Width is < SmallestSide or > LargestSide || Height is < SmallestSide or > LargestSide)
        {
            throw new FathomException(
                ExitCode.Usage,
                what,
                $"Its frames would have {Width}x{Height} pixels; {SmallestSide} to {LargestSide} a side can be encoded.",
                "Choose another size.");
        }

        if (((Width | Height) & 1) != 0)
        {
            throw new FathomException(
                ExitCode.Usage,
                what,
                $"Players want H.264 with halved colours, and {Width}x{Height} cannot be halved.",
                $"Choose an even size, for example {Width & ~1}x{Height & ~1}; a PNG sequence may have any.");
        }

        if (!Rate.IsValid)
        {
            throw new FathomException(
                ExitCode.Usage,
                what,
                $"{Rate} is no rate of frames.",
                $"Give frames a second up to {MovieRate.Highest}, for example 20, 30000/1001 or 0.5.");
        }

        if (!(Crf is >= 0 and <= 51))
        {
            throw new FathomException(
                ExitCode.Usage,
                what,
                string.Create(CultureInfo.InvariantCulture, $"{Crf} is no constant quality of H.264."),
                "Give 0 (without loss) to 51; 18 is the default, 23 is smaller.");
        }

        Metadata.Check(path);
    }
}
