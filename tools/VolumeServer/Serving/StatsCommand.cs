using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Serving;

/// <summary><c>fathom.stats</c>: histogram and percentiles of a layer, of its data or of the slice that is shown.</summary>
/// <remarks>Threads: any. One is counted at a time; what was counted of data, which do not change, is kept as long as they are shown.</remarks>
internal sealed class StatsCommand
{
    private const int UsualBins = 128;
    private const int MostBins = 512;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(15);

    private readonly CommandJobs _jobs;
    private readonly ConditionalWeakTable<Exhibit, ConcurrentDictionary<(string Layer, int Bins), ValueHistogram>> _known = [];

    public StatsCommand(TimeProvider time) => _jobs = new CommandJobs(1, time);

    public void Leave(string viewer) => _jobs.Leave(viewer);

    public void Run(StateConnection caller, CallCommand call, Exhibit exhibit)
    {
        MapValue wanted = call.Keywords;
        int place = exhibit.Layout.IndexOf(wanted["layer"]?.AsText() ?? LayerStyle.Id);
        string of = wanted["of"]?.AsText() ?? "data";
        SceneState state = exhibit.Store.Current;
        ImmutableArray<int> step = state.Step;
        string? why = place < 0 ? "there is no such layer"
            : exhibit.Layout.Layers[place].IsLabels ? "labels are numbers of objects; they have no contrast"
            : of is not ("data" or "slice") ? "'of' is data or slice"
            : wanted["step"] is { } asked && !ProbeQuestion.TryStep(asked, exhibit.Info, out step) ? "'step' must have an index inside the data for each axis"
            : null;
        if (why is not null)
        {
            CommandJobs.Refuse(caller, call, "command.invalid", why);
            return;
        }

        int bins = wanted["bins"] is { } number && number.TryGetInt64(out long count) ? (int)Math.Clamp(count, 2, MostBins) : UsualBins;
        SceneState shown = state with { Step = step };
        _jobs.Post(caller, call, exhibit.Data, s_longest, stop => new CommandAnswer(Describe(exhibit.Layout.Layers[place], of, Count(exhibit, place, of, shown, bins, stop)), null));
    }

    private ValueHistogram Count(Exhibit exhibit, int place, string of, SceneState shown, int bins, CancellationToken stop)
    {
        SceneLayer layer = exhibit.Layout.Layers[place];
        if (of == "slice")
        {
            return HistogramService.OfSlice(layer, exhibit.Info, shown, bins, stop);
        }

        ConcurrentDictionary<(string Layer, int Bins), ValueHistogram> known = _known.GetOrCreateValue(exhibit);
        if (!known.TryGetValue((layer.Id, bins), out ValueHistogram? histogram))
        {
            known[(layer.Id, bins)] = histogram = HistogramService.OfData(layer, bins, stop);
        }

        return histogram;
    }

    private static MapValue Describe(SceneLayer layer, string of, ValueHistogram found) => MapValue.Of(
        ("layer", layer.Id),
        ("of", of),
        ("low", found.Low),
        ("high", found.High),
        ("p1", found.Percentile1),
        ("p99", found.Percentile99),
        ("edges", new double[] { found.From, found.To }),
        ("bins", ListValue.Of(found.Bins.AsSpan(), static count => (StateValue)count)),
        ("samples", found.Samples),
        ("no_data", found.Unknown),
        ("exact", found.IsExact),
        ("level", found.Level));
}
