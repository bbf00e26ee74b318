using System;
using System.Collections.Generic;

namespace Fathom.Decode.Local;

/// <summary>Where the frames of a reader come from.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal interface ILocalSource : IDisposable
{
    /// <summary>What the frames come from and through, for people: "matroska,webm, h264".</summary>
    string Description { get; }

    /// <summary>What is read of the original.</summary>
    ReaderGeometry Geometry { get; }

    /// <summary>The time of each frame in seconds.</summary>
    double[] Times { get; }

    /// <summary>How long the last frame is shown, in seconds.</summary>
    double LastDuration { get; }

    /// <summary>What the user should know about the file.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Gets the frame whose number the picture carries.</summary>
    /// <param name="into">Filled unless the answer is another one.</param>
    /// <param name="shelf">Takes frames that come by on the way and counts.</param>
    /// <param name="why">Why the frame cannot be decoded.</param>
    LoadResult Load(LocalPicture into, LocalShelf shelf, out string why);
}
