using System;

namespace Fathom.Client.Telemetry;

/// <summary>Gives each complete record to all who want it.</summary>
/// <remarks>Threads: main thread; sinks are added before the loop runs or by the main thread.</remarks>
internal sealed class TelemetryHub : ITelemetrySink
{
    private ITelemetrySink[] _sinks = [];

    /// <summary>Everything that is recorded from now on goes to this sink too.</summary>
    public void Add(ITelemetrySink sink) => _sinks = [.. _sinks, sink];

    /// <summary>Nothing goes to it any more.</summary>
    public void Remove(ITelemetrySink sink) => _sinks = Array.FindAll(_sinks, other => !ReferenceEquals(other, sink));

    /// <inheritdoc/>
    public void OnFrame(in FrameRecord frame)
    {
        foreach (ITelemetrySink sink in _sinks)
        {
            sink.OnFrame(frame);
        }
    }

    /// <inheritdoc/>
    public void OnIntent(in IntentRecord intent, in FrameRecord answer)
    {
        foreach (ITelemetrySink sink in _sinks)
        {
            sink.OnIntent(intent, answer);
        }
    }
}
