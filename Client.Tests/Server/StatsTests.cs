using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Tests.Painting;
using Fathom.Protocol.Commands;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class StatsTests
{
    [SkippableFact]
    public async Task Every_value_of_small_data_is_counted_once()
    {
        await using VolumeServerApp server = await ProbeTests.StartAsync(ProbeTests.Images("ramp", SampleType.UInt16, static at => (at[0] * 120) + (at[1] * 12) + at[2]));
        await using ServerClient client = await ProbeTests.OpenAsync(server);

        MapValue found = ProbeTests.Result(await client.CallAsync(CommandNames.Stats, MapValue.Of(("layer", "layer-0"), ("bins", 96))));

        Assert.Equal((0.0, 959.0), (Number(found, "low"), Number(found, "high")));
        Assert.Equal((10.0, 949.0), (Number(found, "p1"), Number(found, "p99")));
        Assert.Equal((960.0, true, 0.0), (Number(found, "samples"), found["exact"]!.AsBool()!.Value, Number(found, "level")));
        Assert.Equal([-0.5, 959.5], Numbers(found, "edges"));
        Assert.All(Numbers(found, "bins"), static count => Assert.Equal(10, count));
    }

    [SkippableFact]
    public async Task What_is_no_number_and_what_is_not_there_does_not_count()
    {
        await using VolumeServerApp server = await ProbeTests.StartAsync(ProbeTests.Images("gaps", SampleType.Float32, static at => at[2] < 3 ? double.NaN : at[2] == 3 ? double.PositiveInfinity : at[2] / 4.0));
        await using ServerClient client = await ProbeTests.OpenAsync(server);

        MapValue found = ProbeTests.Result(await client.CallAsync(CommandNames.Stats, MapValue.Of(("bins", 7))));

        Assert.Equal((1.0, 2.75), (Number(found, "low"), Number(found, "high")));
        Assert.Equal((640.0, 320.0), (Number(found, "samples"), Number(found, "no_data")));
        Assert.Equal(640, Numbers(found, "bins").Sum());
    }

    [SkippableFact]
    public async Task The_slice_that_is_shown_has_its_own_limits()
    {
        await using VolumeServerApp server = await ProbeTests.StartAsync(ProbeTests.Images("planes", SampleType.UInt8, static at => at[0] * 10));
        await using ServerClient client = await ProbeTests.OpenAsync(server);

        MapValue third = ProbeTests.Result(await client.CallAsync(CommandNames.Stats, MapValue.Of(("of", "slice"), ("step", new int[] { 3, 0, 0 }))));

        Assert.Equal((30.0, 30.0, 120.0), (Number(third, "low"), Number(third, "high"), Number(third, "samples")));
        Assert.Equal((29.5, 30.5), (Number(third, "p1"), Number(third, "p99")));
    }

    [SkippableFact]
    public async Task Data_are_counted_once_and_remembered()
    {
        ArraySource source = ProbeTests.Images("once", SampleType.UInt8, static at => at[2]);
        await using VolumeServerApp server = await ProbeTests.StartAsync(source);
        await using ServerClient client = await ProbeTests.OpenAsync(server);
        ProbeTests.Result(await client.CallAsync(CommandNames.Stats, MapValue.Empty));
        bool isReadAgain = false;
        source.OnRead = request => isReadAgain |= request.Size[1] == 10 && request.Origin[0] == 6;

        MapValue again = ProbeTests.Result(await client.CallAsync(CommandNames.Stats, MapValue.Empty));

        Assert.Equal(11.0, Number(again, "high"));
        Assert.False(isReadAgain);
    }

    [SkippableTheory]
    [InlineData("layer-9", "data")]
    [InlineData("layer-0", "everything")]
    public async Task What_cannot_be_counted_is_refused(string layer, string of)
    {
        await using VolumeServerApp server = await ProbeTests.StartAsync(ProbeTests.Images("any", SampleType.UInt8, static _ => 1));
        await using ServerClient client = await ProbeTests.OpenAsync(server);

        CommandOutcome outcome = await client.CallAsync(CommandNames.Stats, MapValue.Of(("layer", layer), ("of", of)));

        Assert.Equal("command.invalid", outcome.Error?.Code);
    }

    private static double Number(MapValue found, string name) => found[name]!.TryGetDouble(out double number) ? number : double.NaN;

    private static double[] Numbers(MapValue found, string name) => found[name]!.TryGetDoubles(out ImmutableArray<double> numbers) ? [.. numbers] : [];
}
