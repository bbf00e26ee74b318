using System;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Client.Streams;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Scripts;

/// <summary>What the steps of a script work with, and what they ask of the run around them.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class ScriptStage
{
    private ChannelChanged? _pixelChannel;
    private long _pictureSince;

    /// <summary>Creates a stage.</summary>
    public ScriptStage(InputParts parts, AxisPlayer player, TimeProvider time)
    {
        Parts = parts;
        Player = player;
        Time = time;
    }

    /// <summary>What input works with.</summary>
    public InputParts Parts { get; }

    /// <summary>What plays axes.</summary>
    public AxisPlayer Player { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>What happened so far.</summary>
    public ScriptProgress Progress { get; } = new();

    /// <summary>What the loop knows.</summary>
    public LoopState State => Parts.State;

    /// <summary>Whether there is a session that has told its axes.</summary>
    public bool IsReady => State.Session is not null && State.View.HasDims && State.Dims is not null;

    /// <summary>Whether both channels work.</summary>
    public bool IsConnected => State.Session is not null && State.PixelChannel.Phase == ChannelPhase.Connected;

    /// <summary>Whether a picture of the present connection, and of the dataset that was loaded last, is on the screen.</summary>
    public bool HasPicture => IsConnected && State.LastShownAt > _pictureSince;

    /// <summary>Looks at the connection, at every tick.</summary>
    public void Watch(long now)
    {
        if (!ReferenceEquals(State.PixelChannel, _pixelChannel))
        {
            _pixelChannel = State.PixelChannel;
            _pictureSince = now;
        }
    }

    /// <summary>Pictures from before now count no more.</summary>
    public void ForgetPicture(long now) => _pictureSince = now;

    /// <summary>The timestamp so long after another one.</summary>
    public long After(long from, TimeSpan span) => from + (long)(span.TotalSeconds * Time.TimestampFrequency);

    /// <summary>The axis of that name or number; false with what is wrong.</summary>
    public bool TryFindAxis(string name, out int axis, out ErrorInfo? error)
    {
        NotifyDims dims = State.Dims!;
        axis = DimsAxes.Find(dims, name);
        error = axis >= 0 ? null : new ErrorInfo(
            "script.axis", $"There is no axis '{name}'; there are {string.Join(", ", Labels(dims))}.");
        return axis >= 0;
    }

    private static string[] Labels(NotifyDims dims)
    {
        var labels = new string[dims.Step.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = DimsAxes.Label(dims, i);
        }

        return labels;
    }
}
