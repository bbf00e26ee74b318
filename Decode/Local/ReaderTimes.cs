using System.Globalization;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>Which times the frames of a reader have: those that were given, else the file's.</summary>
internal static class ReaderTimes
{
    internal static double[] Choose(string path, VideoReaderOptions options, double[] own)
    {
        if (options.Times is not { } given)
        {
            return own;
        }

        string what = $"Cannot use the times given for {path}.";
        if (given.Length != own.Length)
        {
            throw new FathomException(
                ExitCode.Usage,
                what,
                string.Create(CultureInfo.InvariantCulture, $"There are {given.Length} of them and {own.Length} frames."),
                "Give one time for each frame, or none to take the file's.");
        }

        int wrong = TimeIndex.FirstDisorder(given.Span);
        return wrong < 0 ? given.ToArray() : throw new FathomException(
            ExitCode.Usage,
            what,
            string.Create(CultureInfo.InvariantCulture, $"Number {wrong} is {given.Span[wrong]}, which does not come after the one before."),
            "Give finite seconds that increase strictly.");
    }
}
