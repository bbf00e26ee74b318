using System;
using System.IO;
using Fathom.Client.Tests.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Media;

/// <summary>A folder for the files of one test.</summary>
internal sealed class ClipFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("fathom-media-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    internal string File(string name) => Path.Combine(_root, name);

    /// <summary>Writes a stream as a raw H.264 file with start codes.</summary>
    internal string Raw(TestStream stream, string name = "clip.h264")
    {
        using FileStream file = System.IO.File.Create(File(name));
        foreach (TestStream.Unit unit in stream.Units)
        {
            byte[] bytes = (byte[])unit.Payload.Clone();
            NalFormat.TryAvccToAnnexBInPlace(bytes, out int length);
            file.Write(bytes, 0, length);
        }

        return File(name);
    }

    /// <summary>The same in another container, by ffmpeg; skips without the program.</summary>
    internal string Remuxed(TestStream stream, string name)
    {
        FFmpegTool.Run("-r 30 -i @0 -c copy @1", Raw(stream), File(name));
        return File(name);
    }
}
