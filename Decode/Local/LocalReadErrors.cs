using System.Globalization;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>What is said of a frame that was not read.</summary>
internal static class LocalReadErrors
{
    internal static FathomException Of(OverlayVideoReader reader, int frame, LocalReadResult result)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"Cannot read frame {frame} of {reader.Path}.");
        return result switch
        {
            LocalReadResult.OutOfRange => new(ExitCode.Usage, what, $"It has {reader.FrameCount} frames, 0 to {reader.FrameCount - 1}.", "Ask for one of these."),
            LocalReadResult.NoBuffer => new(ExitCode.Bug, what, $"{reader.FramesOut} frames are out already.", "Give frames back before reading more of them."),
            _ => new(ExitCode.Rejected, what, reader.WhyNot(frame), "Frames before and after it may still be read; 'ffmpeg -v error -i FILE -f null -' tells where the file is damaged."),
        };
    }
}
