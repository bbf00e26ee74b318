using System.Globalization;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>What is read of a picture: the original's size, the part of it, and the size it is brought to.</summary>
/// <param name="Original">The size of the original.</param>
/// <param name="Crop">The part that is read.</param>
/// <param name="Factor">How many pixels become one.</param>
internal readonly record struct ReaderGeometry(SizePx Original, CropPx Crop, int Factor)
{
    /// <summary>The size of the frames.</summary>
    internal SizePx Size => Crop.Downsampled(Factor);

    /// <summary>The geometry that the options ask for; throws when the picture has no such part.</summary>
    internal static ReaderGeometry Require(string path, SizePx original, VideoReaderOptions options)
    {
        string what = $"Cannot read {path}.";
        if (!original.IsValid)
        {
            throw new FathomException(ExitCode.Rejected, what, "It does not say how large its pictures are.", "Check that the file is whole: 'ffprobe FILE' tells what FFmpeg makes of it.");
        }

        CropPx crop = options.Crop ?? CropPx.Whole(original);
        if (!crop.FitsInto(original))
        {
            throw new FathomException(
                ExitCode.Usage,
                what,
                $"The crop {crop} (x,y,width,height) does not lie inside its {original} pixels.",
                $"Give a crop between 0,0 and {original}, or none.");
        }

        return options.Downsample >= 1 && crop.Downsampled(options.Downsample).IsValid
            ? new ReaderGeometry(original, crop, options.Downsample)
            : throw new FathomException(
                ExitCode.Usage,
                what,
                string.Create(CultureInfo.InvariantCulture, $"Downsampling by {options.Downsample} leaves nothing of {crop.Size} pixels."),
                "Give a whole number from 1 to the shorter side.");
    }
}
