using System;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>Bytes of a chunk are not what they should be. Whoever knows which chunk it is makes an error for people of it.</summary>
internal sealed class CodecException : Exception
{
    public CodecException(string why)
        : base(why)
    {
    }
}
