using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Fixtures;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes.Embryo;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Server;

/// <summary>
/// Eight viewers on one server, among them one who reads nothing, one behind a narrow path, one who sends garbage and one who connects in a loop. The driver must not feel it:
/// alone and in company in turns, so that a busy machine troubles both alike.
/// </summary>
public sealed class ViewersTests
{
    private const int Rounds = 5;
    private const int Moves = 40;

    private readonly ITestOutputHelper _output;

    public ViewersTests(ITestOutputHelper output) => _output = output;

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Viewers_of_every_kind_leave_the_drivers_latency_alone()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        await using var server = new VolumeServerApp(
            new ServerOptions { Video = new VideoSettings(1280, 720, 30, 8_000_000, false) }, new EmbryoVolume(7), TimeProvider.System);
        await server.StartAsync();
        await using SoakDriver driver = await SoakDriver.StartAsync(server);
        await driver.MoveAsync(Moves);
        var ratios = new List<double>();
        long memoryAfterFirst = 0, memoryAtEnd = 0;
        for (int round = 0; round < Rounds; round++)
        {
            SoakMove[] before = await driver.MoveAsync(Moves), among;
            double alone = SoakMove.P95(before), crowd;
            await using (SoakCrowd others = await SoakCrowd.StartAsync(server))
            {
                await driver.MoveAsync(Moves / 4);
                among = await driver.MoveAsync(Moves);
                crowd = SoakMove.P95(among);
                Tell($"round {round + 1}: p95 alone {alone:0.0} ms, among 8 {crowd:0.0} ms; {others.Describe()}");
                Tell($"  alone: {SoakMove.Describe(before)}");
                Tell($"  among 8: {SoakMove.Describe(among)}");
            }

            ratios.Add(crowd / alone);
            memoryAtEnd = AnonymousBytes();
            memoryAfterFirst = round == 0 ? memoryAtEnd : memoryAfterFirst;
        }

        double median = ratios.Order().ElementAt(Rounds / 2);
        Tell($"viewers: driver's p95 among 8 over alone, median of {Rounds}: {median:0.00}; anonymous memory {memoryAfterFirst >> 20} MiB after the first round, {memoryAtEnd >> 20} MiB after the last");
        Assert.InRange(median, 0, 1.5);
        Assert.InRange(memoryAtEnd - memoryAfterFirst, long.MinValue, 64 << 20);
    }

    private static long AnonymousBytes()
    {
        GC.Collect();
        const string Status = "/proc/self/status";
        string? line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(static text => text.StartsWith("RssAnon:", StringComparison.Ordinal)) : null;
        return line is null
            ? GC.GetTotalMemory(true)
            : long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }

    private void Tell(FormattableString text) => TestNotes.Tell(_output, text.ToString(CultureInfo.InvariantCulture));
}
