using System.Globalization;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Which part of a video's frames is read, and how much smaller.</summary>
/// <param name="Crop">What is kept; null for all of it.</param>
/// <param name="Downsample">1 for every pixel, 2 for half of the columns and rows, and so on.</param>
internal readonly record struct FrameReading(CropPx? Crop = null, int Downsample = 1)
{
    /// <summary>The whole frame with all its pixels.</summary>
    public static FrameReading Whole => new(null);

    /// <summary>The part of a frame that is read.</summary>
    public CropPx CropIn(SizePx frame) => Crop ?? CropPx.Whole(frame);

    /// <summary>The size of the pictures that come out.</summary>
    public SizePx OutputSize(SizePx frame) => CropIn(frame).Downsampled(Downsample);

    /// <summary>From a place in the picture that comes out to the place in the frame.</summary>
    /// <remarks>The ratio is that of the sizes: 641 columns at half size are 320, and each of them stands for 2.003, not for 2.</remarks>
    public Affine2 ToFrame(SizePx frame)
    {
        CropPx crop = CropIn(frame);
        SizePx output = OutputSize(frame);
        return Affine2.Translate(crop.X, crop.Y) * Affine2.Scale((double)crop.Width / output.Width, (double)crop.Height / output.Height);
    }

    /// <summary>Throws what the user is told when a frame cannot be read so.</summary>
    public void Check(SizePx frame)
    {
        if (Crop is { } crop && !crop.FitsInto(frame))
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot crop the video to {crop}.", $"That is not inside its frame of {frame}.", "Give column, row, width and height in pixels of the whole frame, as in --crop 100,50,640,480.");
        }

        if (Downsample < 1 || !OutputSize(frame).IsValid)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot make the video {Downsample.ToString(CultureInfo.InvariantCulture)} times smaller.",
                Downsample < 1 ? "The factor must be a whole number from 1." : $"Nothing would be left of {CropIn(frame).Size}.",
                "Give a smaller --downsample, for example 2.");
        }
    }
}
