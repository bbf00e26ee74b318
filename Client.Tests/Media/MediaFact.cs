using Fathom.Client.Tests.Decode;
using Fathom.Decode.Native.FFmpeg;
using Xunit;

namespace Fathom.Client.Tests.Media;

/// <summary>What tests that read files need.</summary>
internal static class MediaFact
{
    internal static void SkipWithoutFormats()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        Skip.IfNot(FFmpegRuntime.Require().HasAvFormat, "libavformat is not installed.");
    }
}
