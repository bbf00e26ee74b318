using System;
using System.Collections.Immutable;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;

namespace Fathom.VolumeServer.Serving;

/// <summary>Who answers which command.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class CommandDesk
{
    private readonly DriveDesk _drive;
    private readonly DatasetDesk? _datasets;
    private readonly KeyframeRoutine _keyframes;
    private readonly RenderCommand _renders;
    private readonly ProbeCommand _probes;
    private readonly StatsCommand _stats;
    private readonly DescribeCommand? _describes;
    private readonly Func<string> _driverName;

    /// <param name="drive">Who may load.</param>
    /// <param name="datasets">Lists and loads; null = nothing may be loaded.</param>
    /// <param name="keyframes">Makes key frames.</param>
    /// <param name="renders">Draws exact pictures.</param>
    /// <param name="describes">Says what a dataset is; null = nothing may be loaded.</param>
    /// <param name="budget">What a volume view may take.</param>
    /// <param name="time">The clock of deadlines.</param>
    /// <param name="driverName">What the driver is called.</param>
    public CommandDesk(DriveDesk drive, DatasetDesk? datasets, KeyframeRoutine keyframes, RenderCommand renders, DescribeCommand? describes, VolumeBudget budget, TimeProvider time, Func<string> driverName)
    {
        _drive = drive;
        _datasets = datasets;
        _keyframes = keyframes;
        _renders = renders;
        _probes = new ProbeCommand(budget, time);
        _stats = new StatsCommand(time);
        _describes = describes;
        _driverName = driverName;
    }

    /// <summary>Commands beyond the public ones, and the feature that each belongs to.</summary>
    public static ImmutableDictionary<string, string> OfExtensions(bool hasDatasets)
    {
        ImmutableDictionary<string, string> commands = ImmutableDictionary<string, string>.Empty
            .Add(CommandNames.Render, FeatureNames.PixelStill).Add(CommandNames.Probe, FeatureNames.Probe).Add(CommandNames.Stats, FeatureNames.Stats).Add(CommandNames.View, FeatureNames.View);
        return hasDatasets ? commands.Add(CommandNames.Describe, FeatureNames.Stats) : commands;
    }

    public void Run(StateConnection caller, CallCommand call, Exhibit exhibit)
    {
        switch (call.Command)
        {
            case CommandNames.Render:
                _renders.Run(caller, call, exhibit);
                break;
            case CommandNames.View:
                _renders.Tell(caller, call, exhibit);
                break;
            case CommandNames.Probe:
                _probes.Run(caller, call, exhibit);
                break;
            case CommandNames.Stats:
                _stats.Run(caller, call, exhibit);
                break;
            case CommandNames.Describe when _describes is { } describes:
                describes.Run(caller, call);
                break;
            case CommandNames.LoadZarr when !_drive.MayMove(caller):
                CommandJobs.Refuse(caller, call, "command.forbidden", $"{_driverName()} drives; ask with fathom.drive.request");
                break;
            case CommandNames.LoadZarr or CommandNames.ListDirectory:
                _datasets!.Run(caller, call);
                break;
            default:
                _keyframes.Run(caller);
                caller.Send(new ReplyCommand(caller.Frames.Envelope("reply", caller.Id), call.FrameId!));
                break;
        }
    }

    /// <summary>A viewer has gone: nothing is looked up for him any more.</summary>
    public void Leave(StateConnection viewer)
    {
        _probes.Leave(viewer.Id);
        _stats.Leave(viewer.Id);
        _describes?.Leave(viewer.Id);
    }
}
