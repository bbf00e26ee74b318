using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export.Remote;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Restarts;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Export.Remote;

/// <summary>An export outlives its server.</summary>
public sealed class RestartedServerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [SkippableFact]
    public async Task Pictures_go_on_with_the_same_bytes_when_the_server_is_killed_and_started_anew()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        Skip.IfNot(LosslessStill.IsAvailable, "libzstd is not installed.");
        using KilledServer server = await KilledServer.StartAsync();
        var endpoint = new RemoteEndpoint(server.StateUrl, server.PixelUrl) { Patience = s_patience };
        await using RemotePictures pictures = await RemotePictures.ConnectAsync(endpoint, CancellationToken.None);
        using RemotePicture before = await RenderAsync(pictures, 5);
        Task<RemotePicture>[] asked = [.. Enumerable.Range(0, 8).Select(t => RenderAsync(pictures, t))];

        server.Kill();
        await server.RestartAsync();
        RemotePicture[] all = await Task.WhenAll(asked).WaitAsync(s_patience);

        for (int t = 0; t < all.Length; t++)
        {
            Assert.Equal(t, all[t].View.Step[0]);
        }

        Assert.Equal(before.Rgb.ToArray(), all[5].Rgb.ToArray());
        foreach (RemotePicture picture in all)
        {
            picture.Dispose();
        }
    }

    private static Task<RemotePicture> RenderAsync(RemotePictures pictures, int t) =>
        pictures.RenderAsync(pictures.Recipe, [t, .. pictures.Recipe.Step[1..]], 160, 90, CancellationToken.None);
}
