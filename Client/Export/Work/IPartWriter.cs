using System;
using Fathom.Client.Export.Parts;

namespace Fathom.Client.Export.Work;

/// <summary>Writes the frames of one part. Disposed of before it is finished, nothing is left of it.</summary>
/// <remarks>Threads: one.</remarks>
internal interface IPartWriter : IDisposable
{
    /// <summary>Adds the next frame: RGBA, the top row first, without gaps.</summary>
    void Write(int frame, ReadOnlySpan<byte> rgba);

    /// <summary>Brings the part to the disk and says what it is.</summary>
    FinishedPart Finish();
}
