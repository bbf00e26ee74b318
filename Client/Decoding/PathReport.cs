using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Fathom.Client.Decoding;

/// <summary>All ways that were timed on one machine, and what follows.</summary>
/// <param name="Key">The machine's GL and FFmpeg: with others the figures mean nothing.</param>
/// <param name="Clip">What was played.</param>
/// <param name="Paths">The ways, in the order in which they were tried.</param>
internal sealed record PathReport(string Key, string Clip, IReadOnlyList<TimedPath> Paths)
{
    /// <summary>The fastest that works, by the median of the whole way; null when none does.</summary>
    public TimedPath? Chosen => Works.FirstOrDefault();

    /// <summary>The decoders, fastest first, each once.</summary>
    public IReadOnlyList<string> Order => [.. Works.Select(path => path.Decoder).Distinct(StringComparer.Ordinal)];

    /// <summary>Why the chosen way was chosen.</summary>
    public string Why
    {
        get
        {
            TimedPath[] works = [.. Works];
            return works.Length switch
            {
                0 => "no way works here",
                1 => $"{works[0].Name} is the only way that works here",
                _ => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{works[0].Name} took {works[0].TotalMs.P50:0.00} ms a picture, {works[1].Name} {works[1].TotalMs.P50:0.00} ms ({Clip})"),
            };
        }
    }

    private IEnumerable<TimedPath> Works => Paths.Where(path => path.Failure is null).OrderBy(path => path.TotalMs.P50);
}
