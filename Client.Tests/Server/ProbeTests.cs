using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Painting;
using Fathom.Client.Tests.Vectors;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class ProbeTests
{
    private const double Huge = 1152921504606846976;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task The_exact_value_of_each_visible_layer_is_told_with_its_index_and_label_colour()
    {
        await using VolumeServerApp server = await StartAsync(Images("big", SampleType.UInt64, static at => Huge + (at[0] * 256) + at[2]), Labels());
        await using ServerClient client = await OpenAsync(server);

        // z 2 by its index; y and x in the world: half a micrometre a sample, so that 1.3 is the third sample.
        MapValue answer = Result(await client.CallAsync(CommandNames.Probe, Place([2, 0, 0], [null, 1.0, 1.3]).With("revision", 77)));

        Assert.Equal(("sample", "77", true), (answer["of"]?.AsText(), Number(answer["revision"]), answer["inside"]?.AsBool()));
        Assert.Equal("2 2 3", Numbers(answer["index"]));
        MapValue[] layers = Layers(answer);
        Assert.Equal(["value", "value"], layers.Select(layer => layer["state"]?.AsText()));
        Assert.Equal("1152921504606847488", layers[0]["value"]?.AsText());
        Assert.Equal(("uint64", "0", "2 2 3"), (layers[0]["type"]?.AsText(), Number(layers[0]["level"]), Numbers(layers[0]["index"])));
        Assert.Equal(("5", "#0a141e"), (layers[1]["value"]?.AsText(), layers[1]["color"]?.AsText()));
    }

    [SkippableFact]
    public async Task What_was_never_written_is_no_data_and_what_lies_beside_is_outside()
    {
        await using VolumeServerApp server = await StartAsync(Images("part", SampleType.Float32, static at => at[2] < 4 ? double.NaN : 0.1));
        await using ServerClient client = await OpenAsync(server);

        MapValue missing = Result(await client.CallAsync(CommandNames.Probe, Place([0, 0, 0], [null, 1, 1])));
        MapValue there = Result(await client.CallAsync(CommandNames.Probe, Place([0, 0, 0], [null, 1, 3])));
        MapValue beside = Result(await client.CallAsync(CommandNames.Probe, Place([0, 0, 0], [null, -0.3, 3])));

        Assert.Equal(("no_data", null), (Layers(missing)[0]["state"]?.AsText(), Layers(missing)[0]["value"]));
        Assert.Equal("0.1", Layers(there)[0]["value"]?.AsText());
        Assert.Equal(("outside", false), (Layers(beside)[0]["state"]?.AsText(), beside["inside"]?.AsBool()));
    }

    [SkippableFact]
    public async Task Along_a_line_of_sight_the_maximum_is_told_where_that_is_what_is_drawn()
    {
        await using VolumeServerApp server = await StartAsync(Images("one", SampleType.UInt16, static at => at is [5, 3, 4] ? 900 : at[0]));
        await using ServerClient client = await OpenAsync(server);
        await client.SetAsync("view", "main", "ndisplay", 3);
        MapValue along = MapValue.Of(("origin", new double[] { -50, 1.5, 2 }), ("direction", new double[] { 1, 0, 0 }));
        MapValue away = along.With("direction", new double[] { -1, 0, 0 });

        MapValue hit = Result(await client.CallAsync(CommandNames.Probe, MapValue.Of(("deadline_ms", 5000), ("ray", along))));
        MapValue behind = Result(await client.CallAsync(CommandNames.Probe, MapValue.Of(("deadline_ms", 5000), ("ray", away))));
        MapValue bothWays = Result(await client.CallAsync(CommandNames.Probe, MapValue.Of(("deadline_ms", 5000), ("ray", away.With("both_ways", true)))));
        await client.SetAsync("layer", "layer-0", "rendering", "translucent");
        MapValue other = Result(await client.CallAsync(CommandNames.Probe, MapValue.Of(("deadline_ms", 5000), ("ray", along))));

        Assert.Equal(("ray_maximum", "900", "5 3 4"), (hit["of"]?.AsText(), Layers(hit)[0]["value"]?.AsText(), Numbers(Layers(hit)[0]["index"])));
        Assert.Equal("outside", Layers(behind)[0]["state"]?.AsText());
        Assert.Equal("900", Layers(bothWays)[0]["value"]?.AsText());
        Assert.Equal("none", Layers(other)[0]["state"]?.AsText());
        Assert.Contains("mip", Layers(other)[0]["why"]?.AsText(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_probe_that_waits_for_the_disk_holds_up_no_picture_and_makes_way_for_a_newer_one()
    {
        using var released = new ManualResetEventSlim();
        using var reading = new ManualResetEventSlim();
        ArraySource source = Images("slow", SampleType.UInt16, static at => at[2]);
        source.OnRead = request =>
        {
            if (request is { SampleCount: 1 } && request.Origin[2] == 7)
            {
                reading.Set();
                released.Wait(s_patience);
            }
        };
        await using VolumeServerApp server = await StartAsync(source);
        await using ServerClient client = await OpenAsync(server);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");

        CallCommand slow = await client.PostAsync(CommandNames.Probe, Place([0, 0, 0], [null, 1, 3.5]));
        Assert.True(reading.Wait(s_patience));
        CallCommand waits = await client.PostAsync(CommandNames.Probe, Place([0, 0, 0], [null, 1, 1]));
        CallCommand newest = await client.PostAsync(CommandNames.Probe, Place([0, 0, 0], [null, 1, 2]));
        AckState ack = await client.SetAsync("dims", "z", "index", 3);
        FrameView view;
        do
        {
            (_, view, _, _) = await pixels.FrameAsync(true);
        }
        while (view.Revision < ack.Revision);

        released.Set();
        Dictionary<string, Message> answers = Answers(client);
        while (answers.Count < 3)
        {
            await client.ReceiveAsync();
            answers = Answers(client);
        }

        Assert.Equal("command.superseded", ((ErrorCommand)answers[slow.FrameId!]).Error.Code);
        Assert.Equal("command.superseded", ((ErrorCommand)answers[waits.FrameId!]).Error.Code);
        Assert.Equal("4", Layers((MapValue)((ReplyCommand)answers[newest.FrameId!]).Result!)[0]["value"]?.AsText());
    }

    [SkippableTheory]
    [InlineData("{}")]
    [InlineData("{\"position\": [0, 0]}")]
    [InlineData("{\"position\": [0, 0, \"x\"]}")]
    [InlineData("{\"position\": [null, 0, 0], \"step\": [99, 0, 0]}")]
    [InlineData("{\"ray\": {\"origin\": [0, 0, 0]}}")]
    public async Task A_question_that_says_no_place_is_refused(string keywords)
    {
        await using VolumeServerApp server = await StartAsync(Images("any", SampleType.UInt8, static _ => 1));
        await using ServerClient client = await OpenAsync(server);

        CommandOutcome outcome = await client.CallAsync(CommandNames.Probe, (MapValue)JsonMeaning.Parse(keywords));

        Assert.Equal("command.invalid", outcome.Error?.Code);
    }

    [SkippableFact]
    public async Task Who_did_not_ask_for_the_feature_is_not_offered_the_command()
    {
        await using VolumeServerApp server = await StartAsync(Images("any", SampleType.UInt8, static _ => 1));
        await using ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.ShakeAsync(FeatureNames.Stats);

        FeatureToggle commands = client.Welcome!.Feature(FeatureNames.Commands)!;
        Assert.DoesNotContain(CommandNames.Probe, commands.Commands);
        Assert.Contains(CommandNames.Stats, commands.Commands);
    }

    /// <summary>All answers to commands that have come, whoever waited for what.</summary>
    private static Dictionary<string, Message> Answers(ServerClient client)
    {
        var answers = new Dictionary<string, Message>();
        foreach (string text in client.Texts)
        {
            MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out Message? message, out _);
            string? call = message is ReplyCommand reply ? reply.InReplyTo : message is ErrorCommand error ? error.InReplyTo : null;
            if (call is not null)
            {
                answers[call] = message!;
            }
        }

        return answers;
    }

    internal static MapValue Result(CommandOutcome outcome) => outcome.Error is { } error ? throw new InvalidOperationException($"{error.Code}: {error.Message}") : (MapValue)outcome.Result!;

    internal static MapValue[] Layers(MapValue answer) => [.. ((ListValue)answer["layers"]!).Items.Cast<MapValue>()];

    internal static async Task<VolumeServerApp> StartAsync(IVolumeSource image, IVolumeSource? labels = null)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        var server = new VolumeServerApp(TestServer.Options, new VolumeSet("test", [image], labels is null ? [] : [labels]), "/test", "array", TimeProvider.System);
        await server.StartAsync();
        return server;
    }

    internal static async Task<ServerClient> OpenAsync(VolumeServerApp server)
    {
        ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.Probe, FeatureNames.Stats);
        return client;
    }

    internal static ArraySource Images(string name, SampleType type, Func<int[], double> value) => new(new VolumeInfo(name, Axes, type, 0, 100, "gray"), (_, at) => value(at));

    private static ImmutableArray<VolumeAxis> Axes { get; } =
        [new("z", AxisKind.Space, 8, 2, "micrometer"), new("y", AxisKind.Space, 10, 0.5, "micrometer"), new("x", AxisKind.Space, 12, 0.5, "micrometer")];

    private static ArraySource Labels() => new(
        new VolumeInfo("cells", Axes, SampleType.UInt16, 0, 1, "gray") { Kind = VolumeKind.Labels, LabelColors = ImmutableDictionary<long, uint>.Empty.Add(5, 0x0a141eff) }, static (_, _) => 5);

    private static MapValue Place(int[] step, double?[] position) => MapValue.Of(
        ("deadline_ms", 5000), ("step", step), ("position", ListValue.Of<double?>(position, static at => at is { } known ? known : StateValue.Null)));

    private static string Numbers(StateValue? value) => string.Join(' ', ((ListValue)value!).Items.Select(Number));

    private static string Number(StateValue? value) => value is not null && value.TryGetInt64(out long number) ? number.ToString(CultureInfo.InvariantCulture) : "none";
}
