using System;

namespace Fathom.Decode.Media;

/// <summary>Writes pictures as a movie: H.264 by the system's libx264, in MP4 by its libavformat. The same pictures and settings give the same bytes.</summary>
/// <remarks>Threads: one at a time; x264 works on the one that calls. Ownership: the file has a temporary name until <see cref="Finish"/>; disposed
/// earlier, nothing is left of it.</remarks>
public sealed class MovieWriter : IDisposable
{
    private MovieWriter()
    {
    }

    /// <summary>Frames that were written so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Begins a movie; throws a <see cref="Fathom.Protocol.Errors.FathomException"/> that says what is missing or wrong.</summary>
    public static MovieWriter Create(string path, MovieSettings settings) => throw new NotSupportedException();

    /// <summary>Adds a frame: RGBA, the top row first; alpha is not looked at.</summary>
    /// <param name="rgba">The rows.</param>
    /// <param name="stride">Bytes from row to row.</param>
    public void Write(ReadOnlySpan<byte> rgba, int stride) => throw new NotSupportedException();

    /// <summary>Ends the movie: it stands complete under its name.</summary>
    public void Finish() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
