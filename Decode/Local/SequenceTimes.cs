using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>The times of what has none of its own, images and arrays: from the table beside it, else from the rate that was given.</summary>
internal static class SequenceTimes
{
    private const int MostTimes = 26_000_000;
    private const int LongestLine = 4096;

    /// <summary>Chooses them; throws where there is neither a table nor a rate.</summary>
    /// <param name="path">The images or the array, for messages.</param>
    /// <param name="table">Where the table would lie.</param>
    /// <param name="count">How many frames there are.</param>
    /// <param name="options">What the caller gave.</param>
    /// <param name="warnings">Gets what the user should know.</param>
    internal static double[] Choose(string path, string table, int count, VideoReaderOptions options, List<string> warnings)
    {
        if (options.Times is { } given)
        {
            return given.Length == count ? given.ToArray() : SyntheticTimes.Make(count, 1);
        }

        if (File.Exists(table))
        {
            if (options.FrameRate > 0)
            {
                warnings.Add($"{path}: the times of {table} are taken, not the rate that was given.");
            }

            return Check(table, count, Read(table));
        }

        if (!(options.FrameRate > 0) || !double.IsFinite(options.FrameRate))
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot tell when the frames of {path} are shown.",
                "Images and arrays have no times of their own, and no rate was given.",
                $"Give frames a second (fps), or put their times in seconds into {table}, one a line.");
        }

        if (SyntheticTimes.Warning(path, count, options.FrameRate) is { } warning)
        {
            warnings.Add(warning);
        }

        return SyntheticTimes.Make(count, options.FrameRate);
    }

    /// <summary>What the last frame lasts: as long as the one before.</summary>
    internal static double LastDuration(double[] times, double rate) => times.Length > 1 ? times[^1] - times[^2] : rate > 0 ? 1 / rate : 0;

    /// <summary>One time a line, in seconds; a first line may name them (t, time, seconds; t_ms for milliseconds); # begins a remark. Further columns are not looked at.</summary>
    private static List<double> Read(string table)
    {
        var times = new List<double>();
        double scale = 1;
        try
        {
            using var text = new StreamReader(table);
            bool isFirst = true;
            for (int number = 1; text.ReadLine() is { } line; number++)
            {
                if (line.Length > LongestLine || times.Count == MostTimes)
                {
                    throw Broken(table, number, "is too long, or one too many");
                }

                ReadOnlySpan<char> cell = FirstCell(line);
                if (cell.IsEmpty)
                {
                    continue;
                }

                if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double time) && double.IsFinite(time))
                {
                    times.Add(time * scale);
                }
                else if (isFirst && char.IsAsciiLetter(cell[0]))
                {
                    scale = cell.Trim('"').EndsWith("ms", StringComparison.OrdinalIgnoreCase) ? 0.001 : 1;
                }
                else
                {
                    throw Broken(table, number, $"begins with '{cell.ToString()}', which is no time");
                }

                isFirst = false;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot read the times in {table}.", failure.Message, "Make the file readable, or take it away and give a rate.", failure);
        }

        return times;
    }

    private static ReadOnlySpan<char> FirstCell(string line)
    {
        ReadOnlySpan<char> rest = line.AsSpan().Trim();
        if (rest.StartsWith('#'))
        {
            return default;
        }

        int end = rest.IndexOfAny(',', ';', '\t');
        return (end < 0 ? rest : rest[..end]).Trim();
    }

    private static double[] Check(string table, int count, List<double> times)
    {
        if (times.Count != count)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot use the times in {table}.", $"There are {times.Count} of them and {count} frames.", "Give one time for each frame.");
        }

        double[] all = [.. times];
        int wrong = TimeIndex.FirstDisorder(all);
        return wrong < 0 ? all : throw new FathomException(
            ExitCode.Usage,
            $"Cannot use the times in {table}.",
            string.Create(CultureInfo.InvariantCulture, $"Number {wrong} is {all[wrong]}, which does not come after the one before."),
            "Give seconds that increase strictly.");
    }

    private static FathomException Broken(string table, int line, string what)
        => new(ExitCode.Usage, $"Cannot use the times in {table}.", $"Line {line} {what}.", "Write one time in seconds a line; the first line may name the column.");
}
