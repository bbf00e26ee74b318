using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.LayoutProbe;

/// <summary>Prints which FFmpeg libraries were found, the layout row in use and what the start-up checks say. Exit 0 when all hold.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        string? directory = null;
        if (args is ["--library-path", var given])
        {
            directory = given;
        }
        else if (args.Length > 0)
        {
            Console.Error.WriteLine("usage: layout-probe [--library-path DIR]   (DIR holds libavcodec.so.N and its partners; their own dependencies are found as usual, LD_LIBRARY_PATH helps)");
            return (int)ExitCode.Usage;
        }

        try
        {
            Print(FFmpegRuntime.Require(directory));
            return (int)ExitCode.Ok;
        }
        catch (FathomException error)
        {
            Console.Error.WriteLine(error.Message);
            return (int)error.ExitCode;
        }
    }

    private static void Print(FFmpegRuntime runtime)
    {
        Console.WriteLine($"avcodec  {AvVersion.Text(LibAvCodec.avcodec_version())}");
        Console.WriteLine($"avutil   {AvVersion.Text(LibAvUtil.avutil_version())}");
        Console.WriteLine($"swscale  {AvVersion.Text(LibSwScale.swscale_version())}");
        Console.WriteLine(runtime.HasAvFormat ? $"avformat {AvVersion.Text(LibAvFormat.avformat_version())}" : "avformat not installed (only needed to read files)");
        Console.WriteLine($"layout   row {runtime.Version.AvCodec}/{runtime.Version.AvUtil} (FFmpeg {runtime.Version.Series})");
        foreach (AvLayoutCheck.Canary canary in runtime.Canaries)
        {
            // Pointers differ from run to run; what matters is whether they are what they should be.
            Console.WriteLine($"{(canary.Holds ? "holds" : "FAILS")}    {(canary.Name.Contains("points", StringComparison.Ordinal) ? canary.Name : canary.ToString())}");
        }

        Console.WriteLine($"{runtime.Canaries.Count(c => c.Holds)} of {runtime.Canaries.Count} checks hold");
        if (runtime.HasAvFormat)
        {
            IReadOnlyList<AvLayoutCheck.Canary> media = MediaLayoutCheck.Run(MediaLayout.For(runtime.Version));
            Console.WriteLine($"{media.Count(c => c.Holds)} of {media.Count} checks of avformat hold{(media.All(c => c.Holds) ? "" : ": " + AvLayoutCheck.Failures(media))}");
        }
    }
}
