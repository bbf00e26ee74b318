using System;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Decode;

/// <summary>Skips, with the reason, what cannot run without the system's FFmpeg.</summary>
internal static class FFmpegFact
{
    private static readonly Lazy<string?> s_reason = new(() =>
    {
        try
        {
            FFmpegRuntime.Require();
            return null;
        }
        catch (FathomException error)
        {
            return error.Message;
        }
    });

    internal static void SkipWithoutFFmpeg() => Skip.If(s_reason.Value is not null, s_reason.Value ?? "");
}
