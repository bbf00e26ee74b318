using System;
using System.Collections.Generic;
using System.Threading;

namespace Fathom.Decode.Media;

/// <summary>Joins finished movies into one without encoding anything anew: their packets are copied, their times shifted.</summary>
public static class MovieJoiner
{
    /// <summary>Joins parts; throws a <see cref="Fathom.Protocol.Errors.FathomException"/> where they do not belong together.</summary>
    /// <param name="parts">Movies of the same settings, in order.</param>
    /// <param name="path">The movie that is made of them; it has a temporary name until it is complete and was read back.</param>
    /// <param name="metadata">What the movie says of itself; the parts' own is not taken.</param>
    /// <param name="progress">Told 0 to 1.</param>
    /// <param name="cancel">Ends it; nothing is left then.</param>
    /// <returns>Frames of the movie.</returns>
    public static long Join(
        IReadOnlyList<string> parts, string path, MovieMetadata? metadata = null, IProgress<double>? progress = null, CancellationToken cancel = default)
        => throw new NotSupportedException();
}
