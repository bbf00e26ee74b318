using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary><c>fathom.describe</c>: what lies at a path, how large it is, and what showing it in three dimensions would take: all before it is loaded, from its metadata alone.</summary>
/// <remarks>Threads: any. One description is made at a time.</remarks>
internal sealed class DescribeCommand
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    private readonly DiskTree _tree;
    private readonly Func<string, CancellationToken, VolumeSet> _look;
    private readonly VolumeBudget _budget;
    private readonly CommandJobs _jobs;

    /// <param name="tree">What may be seen.</param>
    /// <param name="look">Opens a dataset without a look at its values.</param>
    /// <param name="budget">What a volume view may take.</param>
    /// <param name="time">The clock of deadlines.</param>
    public DescribeCommand(DiskTree tree, Func<string, CancellationToken, VolumeSet> look, VolumeBudget budget, TimeProvider time)
    {
        _tree = tree;
        _look = look;
        _budget = budget;
        _jobs = new CommandJobs(1, time);
    }

    public void Leave(string viewer) => _jobs.Leave(viewer);

    public void Run(StateConnection caller, CallCommand call)
    {
        // The same rules as for loading decide what a path means.
        var load = new CallCommand(call.Envelope, CommandNames.LoadZarr, keywords: call.Keywords);
        _jobs.Post(caller, call, null, s_longest, stop =>
        {
            CommandAnswer answer = DatasetCommands.Run(load, _tree);
            return answer.Error is null ? new CommandAnswer(Describe(answer.Load!, stop), null) : answer;
        });
    }

    private MapValue Describe(string path, CancellationToken stop)
    {
        using VolumeSet set = _look(path, stop);
        SceneLayout layout = SceneLayout.Of(set);
        VolumeInfo info = layout.Info;
        (int width, int height) = _budget.Picture();
        SceneState state = SceneState.Initial(layout, width, height) with { DisplayedAxes = info.DepthAxis >= 0 ? 3 : 2 };
        MapValue answer = MapValue.Of(
            ("path", path),
            ("name", layout.Name),
            ("type", info.Sample.Name()),
            ("axes", new ListValue([.. info.Axes.Select(Axis)])),
            ("images", set.Images.Length),
            ("labels", set.Labels.Length),
            ("levels", new ListValue([.. info.Levels.Select((level, index) => (StateValue)Level(info, level, index))])));
        return info.DepthAxis >= 0 ? answer.With("volume", Volume(layout, state)) : answer;
    }

    private static MapValue Axis(VolumeAxis axis) => MapValue.Of(
        ("name", axis.Name), ("type", axis.Kind.ToString().ToLowerInvariant()), ("length", axis.Length), ("scale", axis.Scale), ("unit", axis.Unit));

    private static MapValue Level(VolumeInfo info, VolumeLevel level, int index)
    {
        double bytes = info.BytesPerSample;
        foreach (int length in level.Shape)
        {
            bytes *= length;
        }

        MapValue answer = MapValue.Of(("shape", ListValue.Of(level.Shape.AsSpan(), static length => (StateValue)length)), ("bytes", bytes));
        ImmutableArray<int> displayed = info.DepthAxis < 0 ? [] : [info.DepthAxis, info.RowAxis, info.ColumnAxis];
        return displayed.IsEmpty ? answer : answer.With("volume_bytes", MemoryEstimator.BlockBytes(info, index, displayed));
    }

    /// <summary>At which level three dimensions would be shown, in how much memory, and why not if not.</summary>
    private MapValue Volume(SceneLayout layout, SceneState state)
    {
        MemoryEstimate estimate = _budget.Estimate(layout.Info, state);
        MapValue answer = MapValue.Of(("level", estimate.Level), ("bytes", Math.Min(estimate.TotalBytes, _budget.Bytes)), ("allowed", _budget.Bytes), ("thinned", estimate.TotalBytes > _budget.Bytes));
        return _budget.ReadRefusal(layout, state) is { } refusal ? answer.With("refused", refusal.Message) : answer;
    }
}
