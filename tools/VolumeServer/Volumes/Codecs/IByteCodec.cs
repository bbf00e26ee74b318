using System;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>Undoes one step that turned bytes into other bytes.</summary>
/// <remarks>Threads: any.</remarks>
internal interface IByteCodec
{
    string Name { get; }

    /// <summary>The most bytes that <paramref name="decoded"/> bytes can have become; whatever is longer is not from an honest writer.</summary>
    long MostEncoded(long decoded);

    /// <summary>Fills the destination from its beginning and returns how much; throws <see cref="CodecException"/> when the source is broken or does not fit.</summary>
    int Decode(ReadOnlyMemory<byte> encoded, Span<byte> destination);
}
