using System;
using System.Globalization;
using Fathom.Client.Logging;
using Fathom.Client.Streams;
using Fathom.Decode;

namespace Fathom.Client.Loop;

/// <summary>What the terminal is told of connections and pictures: one line when something breaks, one when it works again. The log has the rest.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class RunNews
{
    private readonly LoopState _state;
    private readonly string _server;
    private readonly Action<string>? _say;
    private int _announced = -1;
    private bool _saidUnreachable;

    /// <summary>Creates news of a run.</summary>
    public RunNews(LoopState state, string server, Action<string>? say)
    {
        _state = state;
        _server = server;
        _say = say;
    }

    /// <summary>A connection changed. The attempts between go to the title only.</summary>
    public void OnChannel(ChannelChanged changed, bool wasUp)
    {
        LogLevel level = changed.Phase == ChannelPhase.Waiting ? LogLevel.Warn : LogLevel.Info;
        _state.Log.Write(LogCategory.Net, level, $"{changed.Channel}: {changed.Phase}. {changed.End?.Kind} {changed.End?.Reason}");
        string name = changed.Channel == ChannelKind.State ? "state" : "pixel";
        if (changed.Phase == ChannelPhase.Waiting && wasUp)
        {
            _say?.Invoke($"lost the {name} channel: {changed.End?.Reason} Reconnecting.");
        }
        else if (changed.Phase == ChannelPhase.Connected && _state.Reconnects > 0)
        {
            _say?.Invoke($"the {name} channel is connected again.");
        }
        else if (changed.Phase == ChannelPhase.Connected && changed.Channel == ChannelKind.Pixel)
        {
            _say?.Invoke($"connected to {_server}.");
        }
    }

    /// <summary>An attempt failed, and others follow: that is said once.</summary>
    public void OnUnreachable(ChannelEnd? end)
    {
        if (!_saidUnreachable)
        {
            _saidUnreachable = true;
            _say?.Invoke($"cannot reach {_server} yet: {end?.Reason} Trying again.");
        }
    }

    /// <summary>The gate opened or closed.</summary>
    public void OnGate(GateChanged gate)
    {
        _state.Log.Write(LogCategory.Decode, LogLevel.Info, $"the gate is {gate.State}: {gate.Reason}");
        if (gate.State == GateState.Live && _state.Reconnects > _announced)
        {
            _say?.Invoke(_announced < 0 ? "pictures come." : "pictures come again.");
            _announced = _state.Reconnects;
        }
    }

    /// <summary>A way to decode is out.</summary>
    public void OnDecoderRefused(DecoderRefusal refusal)
    {
        _state.Log.Write(LogCategory.Decode, LogLevel.Warn, $"{refusal.Path} is out: {refusal.Why}");
        _say?.Invoke($"{refusal.Path} cannot be used, pictures are decoded another way. {refusal.Why}");
    }

    /// <summary>The server's clock made a step.</summary>
    public void OnClockSet(double seconds) =>
        _say?.Invoke(string.Create(CultureInfo.InvariantCulture, $"the server's clock was set by {seconds * 1000:+0.0;-0.0} ms."));
}
