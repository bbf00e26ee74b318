using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary><c>fathom.probe</c>: what the visible layers have at a place, from the data, never from a picture.</summary>
/// <remarks>Threads: any. A slow disk holds up the newest probe of its viewer and nothing else.</remarks>
internal sealed class ProbeCommand
{
    private const int AtOnce = 2;
    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(1);

    private readonly CommandJobs _jobs;
    private readonly VolumeBudget _budget;
    private readonly ConditionalWeakTable<Exhibit, ProbeReader> _readers = [];

    public ProbeCommand(VolumeBudget budget, TimeProvider time)
    {
        _budget = budget;
        _jobs = new CommandJobs(AtOnce, time);
    }

    public void Leave(string viewer) => _jobs.Leave(viewer);

    public void Run(StateConnection caller, CallCommand call, Exhibit exhibit)
    {
        if (!ProbeQuestion.TryRead(call.Keywords, exhibit.Info, exhibit.Store.Current, out ProbeQuestion question, out string why))
        {
            CommandJobs.Refuse(caller, call, "command.invalid", why);
            return;
        }

        // The work ends a little after its own deadline, so that it can still say what it did find.
        _jobs.Post(caller, call, exhibit.Data, question.Longest + s_usual, stop => new CommandAnswer(Answer(exhibit, question, stop), null));
    }

    private StateValue Answer(Exhibit exhibit, ProbeQuestion question, CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(question.Longest);
        ProbeReader reader = _readers.GetOrCreateValue(exhibit);
        SceneState state = exhibit.Store.Current;
        var layers = ImmutableArray.CreateBuilder<StateValue>();
        for (int i = 0; i < exhibit.Layout.Layers.Length; i++)
        {
            if (state.Layers[i].Visible && state.Layers[i].Opacity > 0)
            {
                layers.Add(question.Ray is { } ray
                    ? AlongRay(exhibit, state, i, question, ray, late.Token)
                    : reader.At(exhibit.Layout.Layers[i], exhibit.Info, question.Place, Math.Min(question.Level, exhibit.Layout.Layers[i].Info.Levels.Length - 1), late.Token));
            }
        }

        stop.ThrowIfCancellationRequested();
        MapValue answer = MapValue.Of(("of", Meaning(question, state)));
        if (question.Ray is null)
        {
            int[] index = [.. exhibit.Info.Axes.Select((_, axis) => question.Place.IndexOf(exhibit.Info, axis))];
            answer = answer.With("index", index).With("inside", index.Select((at, axis) => at >= 0 && at < exhibit.Info.Axes[axis].Length).All(static isInside => isInside));
        }

        answer = question.Revision is { } revision ? answer.With("revision", revision) : answer;
        return answer.With("layers", new ListValue(layers.ToImmutable()));
    }

    private MapValue AlongRay(Exhibit exhibit, SceneState state, int place, ProbeQuestion question, (ProbePlace From, ImmutableArray<double> Direction, double Begin) ray, CancellationToken cancel)
    {
        SceneLayer layer = exhibit.Layout.Layers[place];
        SceneState shown = state with { Step = question.Place.Step, DisplayedAxes = 3, Level = question.Level };
        ViewAxes axes = shown.Axes(exhibit.Info);
        string? why = !VolumePlan.CanShow(layer, axes) ? "the layer lacks an axis of the volume and is not drawn"
            : layer.IsLabels || state.Layers[place].Rendering != "mip" ? "along a line of sight a value is told for maximum projections (mip) only"
            : null;
        if (why is not null)
        {
            return MapValue.Of(("layer", layer.Id), ("name", layer.Name), ("state", "none"), ("why", why));
        }

        int layers = Math.Max(1, state.Layers.Count(static style => style.Visible));
        VolumeKey key = VolumePlan.Key(layer, exhibit.Info, shown, worldPerPixel: 0, Math.Max(1, _budget.Bytes / VolumePlan.BytesPerSample / layers));
        int count = layer.Info.Axes.Length;
        double[] from = new double[count], step = new double[count];
        foreach (int axis in (ReadOnlySpan<int>)[key.Depth, key.Row, key.Column])
        {
            int sceneAxis = layer.SceneAxes[axis];
            VolumeAxis along = exhibit.Info.Axes[sceneAxis];
            from[axis] = layer.SampleAt(exhibit.Info, key.Level, axis, ((ray.From.World[sceneAxis] ?? 0) - along.Translation) / along.Scale) / key.Stride[axis];
            step[axis] = ray.Direction[sceneAxis] / layer.Info.Levels[key.Level].Scale[axis] / key.Stride[axis];
        }

        return ProbeReader.Largest(layer, key, new ProbeRay([.. from], [.. step], ray.Begin), cancel);
    }

    private static string Meaning(ProbeQuestion question, SceneState state) =>
        question.Ray is not null ? "ray_maximum" : state.Thickness.Any(static samples => samples > 1) ? "slab_centre" : "sample";
}
