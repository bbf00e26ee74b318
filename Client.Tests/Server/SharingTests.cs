using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>Several clients on one server: who drives, whose size counts, what a client that comes back hears, and who is too loud.</summary>
public sealed class SharingTests
{
    [Fact]
    public void The_first_drives_others_wait_take_over_from_the_idle_or_insist()
    {
        var seat = new DriveSeat();
        Assert.True(seat.Join("a", 0));
        Assert.False(seat.Join("b", 0));
        Assert.True(seat.TryMove("a", 1, out _));
        Assert.False(seat.TryMove("b", 1, out _));
        Assert.False(seat.Request("b", true, false, 2));
        Assert.False(seat.Join("c", 2));
        Assert.True(seat.Request("a", false, false, 3));
        Assert.Equal("b", seat.Driver);
        Assert.True(seat.Request("c", true, true, 4));
        Assert.Equal("c", seat.Driver);
        Assert.True(seat.Request("a", true, false, 4 + DriveSeat.IdleSeconds + 1));
        Assert.Equal("a", seat.Driver);
        Assert.True(seat.Leave("a", 50));
        Assert.Null(seat.Driver);
        Assert.True(seat.TryMove("b", 51, out bool changed) && changed);
    }

    [SkippableFact]
    public async Task A_spectators_intent_is_refused_until_the_wheel_is_handed_over()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient driver = await OpenAsync(server, FeatureNames.Drive);
        DriveState first = await driver.ExpectAsync<DriveState>();
        await using ServerClient spectator = await OpenAsync(server, FeatureNames.Drive);
        DriveState second = await spectator.ExpectAsync<DriveState>();
        AckState refused = await spectator.SetAsync("dims", "z", "index", 3);
        await spectator.SendAsync(new DriveRequest(spectator.Envelope("drive"), wanted: true));
        await driver.SendAsync(new DriveRequest(driver.Envelope("drive"), wanted: false));
        while (!(await spectator.ExpectAsync<DriveState>()).IsDriver)
        {
        }

        Assert.True(first.IsDriver && !second.IsDriver && second.Driver == "test");
        Assert.Equal("state.forbidden", refused.Error!.Code);
        Assert.Equal(AckStatus.Accepted, (await spectator.SetAsync("dims", "z", "index", 3)).Status);
        Assert.Equal(AckStatus.Rejected, (await driver.SetAsync("dims", "z", "index", 4)).Status);
    }

    [SkippableFact]
    public async Task The_picture_takes_the_size_of_the_drivers_window()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await OpenAsync(server, FeatureNames.ViewSize);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        await pixels.FrameAsync(true);
        await client.SendAsync(new ViewSize(client.Envelope("size"), 401, 303, 1));
        PixelHeader header;
        do
        {
            (header, _, _, _) = await pixels.FrameAsync(true);
        }
        while (header.Width != 400);

        NotifyStream stream;
        do
        {
            stream = await client.ExpectAsync<NotifyStream>();
        }
        while (stream.Width != 400);

        Assert.Equal((302, true), (header.Height, header.IsKeyframe));
        Assert.Equal(302, stream.Height);
    }

    [SkippableFact]
    public async Task A_size_that_a_plain_client_keeps_from_being_used_is_used_when_it_has_left()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await OpenAsync(server, FeatureNames.ViewSize);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        await pixels.FrameAsync(true);
        await using (ServerClient plain = await ServerClient.ConnectAsync(server.PixelUrl))
        {
            await plain.FrameAsync(false);
            await client.SendAsync(new ViewSize(client.Envelope("size"), 401, 303, 1));
            await client.SetAsync("dims", "z", "index", 3);
            for (int i = 0; i < 10; i++)
            {
                (PixelHeader kept, _, _, _) = await plain.FrameAsync(false);
                Assert.Equal(TestServer.Width, (int)kept.Width);
            }
        }

        NotifyStream stream;
        do
        {
            stream = await client.ExpectAsync<NotifyStream>();
        }
        while (stream.Width != 400);

        Assert.Equal(302, stream.Height);
    }

    [SkippableFact]
    public async Task A_client_that_comes_back_hears_what_it_missed()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient stays = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        NotifyScene scene = await stays.ExpectAsync<NotifyScene>();
        NotifyLayers baseline = await stays.ExpectAsync<NotifyLayers>();
        NotifyStream stream = await stays.ExpectAsync<NotifyStream>();
        await stays.SetAsync("layer", "layer-0", "gamma", 0.5);
        await stays.SetAsync("layer", "layer-0", "opacity", 0.25);

        await using ServerClient back = await ServerClient.ConnectAsync(server.StateUrl);
        await back.HelloAgainAsync([new("notify.scene", scene.Envelope.DeltaToken), new("notify.layers", baseline.Envelope.DeltaToken), new("notify.stream", stream.Envelope.DeltaToken)]);
        await back.ExpectAsync<SessionWelcome>();
        NotifyScene again = await back.ExpectAsync<NotifyScene>();
        NotifyLayers gamma = await back.ExpectAsync<NotifyLayers>(), opacity = await back.ExpectAsync<NotifyLayers>();

        Assert.Equal(scene.Envelope.DeltaToken, again.Envelope.DeltaToken);
        Assert.NotNull(gamma.Controls!["gamma"]);
        Assert.NotNull(opacity.Controls!["opacity"]);
        Assert.Single(opacity.Controls.Entries);
        Assert.Equal(baseline.Envelope.Seq + 1, gamma.Envelope.Seq);
    }

    [SkippableFact]
    public async Task Who_sends_without_end_is_told_why_he_is_cut_off()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await OpenAsync(server);
        Task<SessionGoodbye> goodbye = client.ExpectAsync<SessionGoodbye>();
        try
        {
            for (int i = 0; i < 20_000 && !goodbye.IsCompleted; i++)
            {
                await client.SendTextAsync("{}");
            }
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // The door is shut already.
        }

        Assert.Equal("rate_limited", (await goodbye).Code);
    }

    [SkippableFact]
    public async Task Folders_below_the_root_are_listed_and_loaded_for_everybody_and_links_lead_nowhere_else()
    {
        using var folder = new TemporaryFolder();
        TinyZarr.Write(Path.Combine(folder.Path, "root", "a.zarr"), new TinyZarrArray { Version = 2, Shape = [6, 40, 50], Chunks = [2, 20, 25], Type = "uint8" });
        TinyZarr.Write(Path.Combine(folder.Path, "secret", "b.zarr"), new TinyZarrArray { Version = 2, Shape = [6, 40, 50], Chunks = [2, 20, 25], Type = "uint8" });
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "root", "out.zarr"), Path.Combine(folder.Path, "secret", "b.zarr"));
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Root = Path.Combine(folder.Path, "root") });
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        await using ServerClient other = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        await other.ExpectAsync<NotifyScene>();

        ReplyCommand listed = Assert.IsType<ReplyCommand>(await CallAsync(client, CommandNames.ListDirectory, MapValue.Empty));
        var entries = (ListValue)((MapValue)listed.Result!)["entries"]!;
        Assert.Equal("fs.not_found", Assert.IsType<ErrorCommand>(await CallAsync(client, CommandNames.LoadZarr, MapValue.Of(("path", "out.zarr")))).Error.Code);
        Assert.Equal("zarr.invalid", Assert.IsType<ErrorCommand>(await CallAsync(client, CommandNames.LoadZarr, MapValue.Of(("path", "../secret/b.zarr")))).Error.Code);
        Assert.IsType<ReplyCommand>(await CallAsync(client, CommandNames.LoadZarr, MapValue.Of(("path", "a.zarr"))));
        NotifyScene scene = await other.ExpectAsync<NotifyScene>();

        Assert.Equal(["a.zarr"], entries.Items.Select(entry => ((MapValue)entry)["name"]!.AsText()!));
        Assert.EndsWith("a.zarr", scene.Metadata!["source_path"]!.AsText(), StringComparison.Ordinal);
        Assert.Equal(AckStatus.Accepted, (await client.SetAsync("dims", "0", "index", 5)).Status);
    }

    [SkippableFact]
    public async Task A_numpy_file_below_the_root_is_listed_as_a_dataset_and_can_be_loaded_other_files_cannot()
    {
        using var folder = new TemporaryFolder();
        TinyNpy.Write<byte>(Path.Combine(folder.Path, "a.npy"), "|u1", [4, 20, 30], new byte[4 * 20 * 30]);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "b.txt"), "text");
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Root = folder.Path });
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: false);

        ReplyCommand listed = Assert.IsType<ReplyCommand>(await CallAsync(client, CommandNames.ListDirectory, MapValue.Of(("only", ListValue.Of<string>([], static text => text)))));
        var entries = (ListValue)((MapValue)listed.Result!)["entries"]!;
        Assert.Equal("fs.not_found", Assert.IsType<ErrorCommand>(await CallAsync(client, CommandNames.LoadZarr, MapValue.Of(("path", "b.txt")))).Error.Code);
        Assert.IsType<ReplyCommand>(await CallAsync(client, CommandNames.LoadZarr, MapValue.Of(("path", "a.npy"))));

        Assert.Equal([true, false], entries.Items.Select(entry => (((MapValue)entry)["zarr_metadata"] as MapValue)?["is_dataset"]?.AsBool() ?? false));
        Assert.Equal(AckStatus.Accepted, (await client.SetAsync("dims", "0", "index", 3)).Status);
    }

    private static async Task<Message> CallAsync(ServerClient client, string command, MapValue keywords)
    {
        await client.SendAsync(new CallCommand(client.Envelope("cmd"), command, keywords: keywords));
        while (true)
        {
            Message message = await client.ReceiveAsync();
            if (message is ReplyCommand or ErrorCommand)
            {
                return message;
            }
        }
    }

    private static async Task<ServerClient> OpenAsync(VolumeServerApp server, params string[] more)
    {
        ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.ShakeAsync([FeatureNames.PixelFrameView, FeatureNames.AckRevision, .. more]);
        return client;
    }
}
