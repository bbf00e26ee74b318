using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Tests.LocalVideo;
using Fathom.Decode.Local;
using Fathom.Decode.Media;
using Xunit;

namespace Fathom.Client.Tests.Media;

/// <summary>Movies of our own whose frames carry their number.</summary>
internal static class NumberedMovie
{
    internal static MovieSettings Settings(string rate = "20", string preset = "medium")
    {
        Assert.True(MovieRate.TryParse(rate, out MovieRate parsed));
        return new MovieSettings { Width = TinyVideo.Width, Height = TinyVideo.Height, Rate = parsed, Preset = preset };
    }

    internal static string Write(string path, int first, int count, MovieSettings settings)
    {
        using var writer = MovieWriter.Create(path, settings);
        for (int number = first; number < first + count; number++)
        {
            writer.Write(TinyVideo.Rgba(number), TinyVideo.Width * 4);
        }

        writer.Finish();
        return path;
    }

    /// <summary>The numbers in its frames, read in an order that jumps.</summary>
    internal static int[] NumbersIn(string path)
    {
        using var reader = OverlayVideoReader.Open(path, new VideoReaderOptions { CacheFrames = 0, Threads = 1 });
        int[] order = [.. Enumerable.Range(0, reader.FrameCount)];
        new System.Random(4).Shuffle(order);
        var found = new SortedDictionary<int, int>();
        foreach (int frame in order)
        {
            found[frame] = TinyVideo.NumberAt(reader, frame);
        }

        return [.. found.Values];
    }

    internal static double[] TimesIn(string path)
    {
        using var reader = OverlayVideoReader.Open(path);
        return reader.Timestamps.ToArray();
    }
}
