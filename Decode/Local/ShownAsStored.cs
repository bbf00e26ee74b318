using System;
using System.Collections.Generic;
using System.Globalization;
using Fathom.Decode.Media;

namespace Fathom.Decode.Local;

/// <summary>What is said of videos that ask to be shown otherwise than they are stored: pixels are counted as they are stored, so that calibrations hold.</summary>
internal static class ShownAsStored
{
    private const double LeastAspect = 0.001;
    private const double LeastDegrees = 0.1;

    internal static IEnumerable<string> Warnings(string path, MediaStream stream)
    {
        bool turned = Math.Abs(stream.ShownTurned) >= LeastDegrees;
        if (turned || stream.ShownMirrored)
        {
            string wish = turned ? string.Create(CultureInfo.InvariantCulture, $"turned by {stream.ShownTurned:0.#} degrees clockwise") : "";
            wish += turned && stream.ShownMirrored ? " and mirrored" : stream.ShownMirrored ? "mirrored" : "";
            yield return $"{path} asks to be shown {wish}. It is shown as it is stored, and points of a calibration are pixels as they are stored; landmarks turn it.";
        }

        if (Math.Abs(stream.PixelAspect - 1) >= LeastAspect)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The pixels of {path} are {stream.PixelAspect:0.###} times as wide as high. They are shown as squares; calibrate with --kind affine, which gives them their shape.");
        }
    }
}
