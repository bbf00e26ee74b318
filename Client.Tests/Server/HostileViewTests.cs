using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Fathom.Client.Sessions;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>Nonsense for a view costs a refusal, never the server.</summary>
public sealed class HostileViewTests
{
    private static readonly (string View, string Told)[] s_nonsense =
    [
        ("7", "no object"),
        ("[]", "no object"),
        ("{\"dataset\": {\"path\": \"/other.zarr\"}}", "not /other.zarr"),
        ("{\"dataset\": {\"shape\": [1, 2, 3, 4]}}", "sizes"),
        ("{\"dataset\": 3}", "dataset"),
        ("{\"order\": [\"t\", \"z\", \"y\"]}", "order"),
        ("{\"order\": [\"t\", \"z\", \"y\", \"y\"]}", "order"),
        ("{\"order\": [0, 1, 2, 99999999999]}", "order"),
        ("{\"order\": \"tzyx\"}", "order"),
        ("{\"ndisplay\": 4}", "ndisplay"),
        ("{\"ndisplay\": {}}", "ndisplay"),
        ("{\"order\": [\"z\", \"t\", \"y\", \"x\"], \"ndisplay\": 3}", "depth"),
        ("{\"level\": -1}", "level"),
        ("{\"level\": 1e300}", "level"),
        ("{\"level\": \"0\"}", "level"),
        ("{\"slab\": 1}", "slab"),
        ("{\"slab\": {\"thickness\": {\"q\": 1}}}", "slab.thickness.q"),
        ("{\"slab\": {\"thickness\": {\"z\": 1.5}}}", "slab.thickness.z"),
        ("{\"slab\": {\"projection\": \"median\"}}", "slab.projection"),
        ("{\"camera\": {\"rect\": [0, 0, 0, 0]}}", "camera"),
        ("{\"camera\": {\"rect\": [0, 0, -1, 5]}}", "camera"),
        ("{\"camera\": {\"rect\": [1e300, 0, 1, 5]}}", "camera"),
        ("{\"camera\": {\"rect\": [0, 0, NaN, 5]}}", "not finite"),
        ("{\"camera\": {\"rect\": [0, 0, 5]}}", "rect"),
        ("{\"camera\": {\"center\": \"middle\"}}", "center"),
        ("{\"ndisplay\": 3, \"camera\": {\"distance\": 0}}", "camera"),
        ("{\"ndisplay\": 3, \"camera\": {\"distance\": 1e308}}", "camera"),
        ("{\"ndisplay\": 3, \"camera\": {\"angles\": [1, 2]}}", "angles"),
        ("{\"ndisplay\": 3, \"camera\": {\"perspective\": \"wide\"}}", "perspective"),
        ("{\"layers\": {}}", "layers"),
        ("{\"layers\": [{\"id\": \"layer-7\"}]}", "layers[0]"),
        ("{\"layers\": [3]}", "layers[0]"),
        ("{\"layers\": [{}, {}]}", "layers"),
        ("{\"layers\": [{\"id\": \"layer-0\", \"gamma\": 0}]}", "layers[0].gamma"),
        ("{\"layers\": [{\"id\": \"layer-0\", \"colormap\": \"mud\"}]}", "colormap"),
        ("{\"layers\": [{\"id\": \"layer-0\", \"contrast_limits\": [1]}]}", "contrast_limits"),
        ("{\"layers\": [{\"id\": \"layer-0\", \"blending\": [\"opaque\"]}]}", "blending"),
    ];

    [SkippableFact]
    public async Task Nonsense_is_refused_with_the_place_and_the_reason()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using RecipeClient asks = await RecipeClient.OpenAsync(server);
        foreach ((string view, string told) in s_nonsense)
        {
            string text = $$"""{"type": "call.command", "version": 2, "session": "{{asks.State.Session}}", "frame_id": "f", "timestamp": 1, "payload": {"command": "fathom.render", "args": [], "kwargs": {"width": 32, "height": 16, "view": {{view}} } } }""";

            await asks.State.SendTextAsync(text);
            ErrorCommand error = await asks.State.ExpectAsync<ErrorCommand>();

            Assert.Equal("command.invalid", error.Error.Code);
            Assert.True(error.Error.Message.Contains(told, StringComparison.Ordinal), $"{view}: {error.Error.Message}");
        }

        Assert.False(server.Failed.IsCompleted);
    }

    [SkippableFact]
    public async Task Whatever_stands_in_place_of_a_word_the_server_answers_and_goes_on()
    {
        const int Tries = 400;
        await using VolumeServerApp server = await TestServer.StartAsync(static options => options with { VolumeBytes = 2 << 20 });
        await using RecipeClient asks = await RecipeClient.OpenAsync(server);
        (MapValue flat, _) = await asks.ViewAsync();
        var random = new Random(20260107);
        int drawn = 0;

        for (int i = 0; i < Tries; i++)
        {
            StateValue view = flat;
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                view = Spoiled(view, random);
            }

            CommandOutcome outcome = await asks.TryAsync(view);
            drawn += outcome.Succeeded ? 1 : 0;
            Assert.True(outcome.Error?.Code is null or "command.invalid" or "state.over_memory", $"try {i}: {outcome.Error?.Code} {outcome.Error?.Message}");
        }

        Assert.False(server.Failed.IsCompleted);
        Assert.InRange(drawn, 1, Tries - 1);
    }

    /// <summary>One value somewhere inside is another one.</summary>
    private static StateValue Spoiled(StateValue value, Random random)
    {
        if (random.Next(6) > 0)
        {
            switch (value)
            {
                case MapValue { Entries.IsEmpty: false } map:
                    (string name, StateValue inner) = map.Entries[random.Next(map.Entries.Length)];
                    return map.With(name, Spoiled(inner, random));
                case ListValue { Items.IsEmpty: false } list:
                    int at = random.Next(list.Items.Length);
                    return new ListValue(list.Items.SetItem(at, Spoiled(list.Items[at], random)));
            }
        }

        IReadOnlyList<StateValue> spoils =
        [
            StateValue.Null, true, 0, -1, 3, int.MaxValue, long.MinValue, 1e-300, -1e308, 1e15, 0.5, string.Empty, "z", "mip", "translucent", new string('z', 5000), ListValue.Empty, MapValue.Empty,
            new double[] { 1, 2, 3 }, ListValue.Of([.. Enumerable.Repeat<StateValue>(1, 1000)]), Deep(),
        ];
        return spoils[random.Next(spoils.Count)];
    }

    private static StateValue Deep() => SessionJson.Read(Encoding.UTF8.GetBytes("[[[[[[[[[[[[{\"a\": [[[[1]]]]}]]]]]]]]]]]]"));
}
