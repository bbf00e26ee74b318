using System;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes.Embryo;

namespace Fathom.Client.Tests.Server;

/// <summary>The server in this process, on free ports, with a small picture.</summary>
internal static class TestServer
{
    public const int Width = 320;
    public const int Height = 180;

    public static ServerOptions Options { get; } = new() { Video = new VideoSettings(Width, Height, 30, 2_000_000, true) };

    public static async Task<VolumeServerApp> StartAsync(Func<ServerOptions, ServerOptions>? configure = null)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        ServerOptions options = configure?.Invoke(Options) ?? Options;
        var server = new VolumeServerApp(options, new EmbryoVolume(7, options.GeneratedTimes), TimeProvider.System);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch (FathomException)
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
