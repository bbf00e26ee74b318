using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export.Remote;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Plain;
using Fathom.Client.Tests.Server;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Export.Remote;

/// <summary>Pictures by index, as a movie and a figure ask for them.</summary>
public sealed class RemotePicturesTests
{
    private const int Width = 96;
    private const int Height = 64;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    [SkippableFact]
    public async Task A_picture_is_what_the_renderer_draws_of_that_place_with_the_top_row_first()
    {
        await using VolumeServerApp server = await StartAsync();
        await using RemotePictures pictures = await ConnectAsync(server);

        using RemotePicture picture = await RenderAsync(pictures, 7, 21);

        Assert.Equal(Expected(server, 7, 21), picture.Rgb.ToArray());
        Assert.Equal([7, 21], picture.View.Step[..2].ToArray());
        Assert.Empty(server.Video.Viewers);
        Assert.Equal(0, pictures.Link.Stills.Video);
    }

    [SkippableFact]
    public async Task Several_asked_for_at_once_are_each_the_right_one()
    {
        await using VolumeServerApp server = await StartAsync();
        await using RemotePictures pictures = await ConnectAsync(server);
        int[] times = [.. Enumerable.Range(0, 12)];

        RemotePicture[] all = await Task.WhenAll(times.Select(t => RenderAsync(pictures, t, 20)));

        foreach (int t in times)
        {
            Assert.Equal(Expected(server, t, 20), all[t].Rgb.ToArray());
            all[t].Dispose();
        }
    }

    [SkippableFact]
    public async Task A_broken_connection_costs_time_and_no_picture()
    {
        await using VolumeServerApp server = await StartAsync();
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string line)
        {
            if (line == "connected again.")
            {
                again.TrySetResult();
            }
        }

        await using RemotePictures pictures = await ConnectAsync(server, endpoint => endpoint with { Say = Hear });
        Task<RemotePicture>[] asked = [.. Enumerable.Range(0, 8).Select(t => RenderAsync(pictures, t, 20))];
        (await asked[0]).Dispose();

        pictures.Link.Drop();
        RemotePicture[] rest = await Task.WhenAll(asked[1..]).WaitAsync(s_patience);
        using RemotePicture last = await RenderAsync(pictures, 30, 20);

        for (int i = 0; i < rest.Length; i++)
        {
            Assert.Equal(Expected(server, i + 1, 20), rest[i].Rgb.ToArray());
            rest[i].Dispose();
        }

        Assert.Equal(Expected(server, 30, 20), last.Rgb.ToArray());
        await again.Task.WaitAsync(s_patience);
    }

    [SkippableFact]
    public async Task A_server_that_dies_ends_the_export_with_a_reason_and_nothing_hangs()
    {
        VolumeServerApp server = await StartAsync();
        await using RemotePictures pictures = await ConnectAsync(server, static endpoint => endpoint with { Patience = TimeSpan.FromSeconds(1) });
        (await RenderAsync(pictures, 1, 20)).Dispose();

        await server.DisposeAsync();
        Task<RemotePicture>[] asked = [.. Enumerable.Range(0, 6).Select(t => RenderAsync(pictures, t, 20))];

        foreach (Task<RemotePicture> one in asked)
        {
            FathomException error = await Assert.ThrowsAsync<FathomException>(() => one.WaitAsync(s_patience));
            Assert.Equal(ExitCode.CannotConnect, error.ExitCode);
            Assert.DoesNotContain("goes on from there", error.How, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task The_end_of_our_own_server_is_told_at_once()
    {
        VolumeServerApp server = await StartAsync();
        FathomException? ended = null;
        await using RemotePictures pictures = await ConnectAsync(server, endpoint => endpoint with { ServerEnded = () => Volatile.Read(ref ended) });
        Volatile.Write(ref ended, new FathomException(ExitCode.CannotConnect, "It ended.", "It was told to.", "Start it again."));

        await server.DisposeAsync();
        FathomException error = await Assert.ThrowsAsync<FathomException>(() => RenderAsync(pictures, 1, 20).WaitAsync(s_patience));

        Assert.Equal("It ended.", error.What);
    }

    [SkippableFact]
    public async Task Cancelling_one_ends_it_and_leaves_the_others()
    {
        await using VolumeServerApp server = await StartAsync();
        await using RemotePictures pictures = await ConnectAsync(server);
        using var cancelled = new CancellationTokenSource();
        Task<RemotePicture> given = pictures.RenderAsync(pictures.Recipe, [1, 20, 0, 0], Width, Height, cancelled.Token);
        await cancelled.CancelAsync();

        // It may have been there already.
        await ((Task)given).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (given.IsCompletedSuccessfully)
        {
            (await given).Dispose();
        }

        Assert.False(given.IsFaulted);
        using RemotePicture next = await RenderAsync(pictures, 2, 20);
        Assert.Equal(Expected(server, 2, 20), next.Rgb.ToArray());
    }

    [SkippableFact]
    public async Task Disposing_ends_what_is_under_way()
    {
        await using VolumeServerApp server = await StartAsync();
        RemotePictures pictures = await ConnectAsync(server);
        Task<RemotePicture>[] asked = [.. Enumerable.Range(0, 10).Select(t => RenderAsync(pictures, t, 20))];
        await pictures.DisposeAsync();

        foreach (Task<RemotePicture> one in asked)
        {
            await ((Task)one).WaitAsync(s_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            Assert.True(one.IsCompleted);
            if (one.IsCompletedSuccessfully)
            {
                (await one).Dispose();
            }
        }
    }

    [SkippableFact]
    public async Task A_place_that_does_not_exist_is_named_and_not_asked_for_again()
    {
        await using VolumeServerApp server = await StartAsync();
        await using RemotePictures pictures = await ConnectAsync(server);

        FathomException error = await Assert.ThrowsAsync<FathomException>(() => RenderAsync(pictures, 100_000, 20));

        Assert.Equal(ExitCode.Rejected, error.ExitCode);
        Assert.Contains("t=100000, z=20", error.What, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Nothing_is_exported_from_a_plain_server()
    {
        Skip.IfNot(LosslessStill.IsAvailable, "libzstd is not installed.");
        FFmpegFact.SkipWithoutFFmpeg();
        using var server = new PlainServer();

        FathomException error = await Assert.ThrowsAsync<FathomException>(() => RemotePictures.ConnectAsync(new RemoteEndpoint(server.StateUrl, server.PixelUrl), CancellationToken.None).WaitAsync(s_patience));

        Assert.Equal(ExitCode.Rejected, error.ExitCode);
        Assert.Contains("plain server", error.Why, StringComparison.Ordinal);
        Assert.Contains("fathom serve", error.How, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_wrong_token_and_a_closed_port_are_told_as_elsewhere()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(static options => options with { Token = "a token of some length" });
        Skip.IfNot(LosslessStill.IsAvailable, "libzstd is not installed.");

        FathomException wrong = await Assert.ThrowsAsync<FathomException>(() => ConnectAsync(server).WaitAsync(s_patience));
        await using RemotePictures right = await ConnectAsync(server, static endpoint => endpoint with { Token = "a token of some length" });
        FathomException closed = await Assert.ThrowsAsync<FathomException>(
            () => RemotePictures.ConnectAsync(new RemoteEndpoint(new Uri("ws://127.0.0.1:9"), new Uri("ws://127.0.0.1:9")), CancellationToken.None).WaitAsync(s_patience));

        Assert.Equal((ExitCode.Rejected, ExitCode.CannotConnect), (wrong.ExitCode, closed.ExitCode));
        Assert.Contains("token", wrong.Why, StringComparison.Ordinal);
    }

    private static async Task<VolumeServerApp> StartAsync()
    {
        VolumeServerApp server = await TestServer.StartAsync();
        if (!LosslessStill.IsAvailable)
        {
            await server.DisposeAsync();
            Skip.If(true, "libzstd is not installed.");
        }

        return server;
    }

    private static Task<RemotePictures> ConnectAsync(VolumeServerApp server, Func<RemoteEndpoint, RemoteEndpoint>? configure = null)
    {
        var endpoint = new RemoteEndpoint(new Uri(server.StateUrl), new Uri(server.PixelUrl)) { FirstPatience = s_patience, Patience = s_patience };
        return RemotePictures.ConnectAsync(configure?.Invoke(endpoint) ?? endpoint, CancellationToken.None);
    }

    private static Task<RemotePicture> RenderAsync(RemotePictures pictures, int t, int z) =>
        pictures.RenderAsync(pictures.Recipe, [t, z, .. pictures.Recipe.Step[2..]], Width, Height, CancellationToken.None);

    private static byte[] Expected(VolumeServerApp server, int t, int z)
    {
        using var renderer = new SceneRenderer(server.Layout, burnMarks: false, isStrict: true);
        SceneState state = server.Store.Current;
        byte[] wire = new byte[3 * Width * Height], upright = new byte[wire.Length];
        Assert.True(renderer.RenderExact(state with { Step = [t, z, .. state.Step[2..]], Plane = state.Plane.Shaped(Width, Height) }, Width, Height, wire, CancellationToken.None));
        for (int y = 0; y < Height; y++)
        {
            wire.AsSpan(3 * Width * y, 3 * Width).CopyTo(upright.AsSpan(3 * Width * (Height - 1 - y)));
        }

        return upright;
    }
}
