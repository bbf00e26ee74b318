using System;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Streams;

namespace Fathom.Client.Recording;

/// <summary>All that a run has to do with recordings: the one that it is fed from, and the one that it makes.</summary>
/// <remarks>Threads: main thread. Disposed after the host, whose network loops hand over to it.</remarks>
internal sealed class RunRecordings : IDisposable
{
    private readonly RecordingTap? _recording;
    private readonly Replay? _replay;
    private readonly Action<string> _say;

    /// <summary>Opens what the settings ask for.</summary>
    public RunRecordings(ClientSettings settings, TimeProvider time, Action<string> say)
    {
        _say = say;
        _replay = settings.Replay;
        _recording = settings.Recording is { } wanted ? RecordingFile.Begin(settings, wanted, time, say) : null;
    }

    /// <summary>What the channels tell; null when nobody listens.</summary>
    public IWireTap? Tap => _recording;

    /// <summary>Makes the source of the run; null for a server.</summary>
    public Func<SourceParts, IStreamSource>? Source => _replay is { } replay ? parts => new ReplaySource(replay.File, replay.Settings, replay.Control, parts) : null;

    /// <summary>What the keys of a window need.</summary>
    public InputParts Furnish(InputParts parts) => parts with { Replay = _replay?.Control };

    /// <summary>Puts around the input what must be done in every tick.</summary>
    public IUserInput Around(IUserInput input, InputParts parts, bool isHeadless) => _replay is not null && isHeadless ? new ReplayEnd(input, parts) : input;

    /// <summary>Ends the recording when the network loops have ended, says what became of it, and adds it to the report.</summary>
    public ClientReport Finish(ClientReport report)
    {
        RecordingSummary? summary = _recording?.Stop();
        if (summary is not null)
        {
            _say(summary.ForPeople());
        }

        return report with { Recording = summary, Replay = _replay is { } replay ? ReplaySummary.Of(replay.File) : null };
    }

    /// <inheritdoc/>
    public void Dispose() => _recording?.Dispose();
}
