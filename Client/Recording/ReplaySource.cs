using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Streams;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording;

/// <summary>Feeds a run from a recording instead of a server: the same messages and units at the same times, to the same decoder, presenter and screen.</summary>
/// <remarks>
/// Threads: one loop on the pool. Answers to what the recorded viewer asked are left out, because this viewer did not ask; what this viewer
/// asks is refused. Server times are moved along with speed and pauses, so that the presenter sees an even stream.
/// </remarks>
internal sealed class ReplaySource : IStreamSource
{
    /// <summary>More than this waiting would look like a decoder that cannot keep up, and close its gate.</summary>
    private const int MostWaiting = 8;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    private readonly RecordedFile _file;
    private readonly ReplaySettings _settings;
    private readonly ReplayControl _control;
    private readonly SourceParts _parts;
    private readonly TimeProvider _time;
    private long _origin;
    private double _late;
    private double? _firstStamp;
    private bool _stateUp;
    private bool _pixelUp;

    /// <summary>Creates a source over a file, which stays the caller's.</summary>
    public ReplaySource(RecordedFile file, ReplaySettings settings, ReplayControl control, SourceParts parts)
    {
        _file = file;
        _settings = settings;
        _control = control;
        _parts = parts;
        _time = parts.Time;
        Loops = [("recording", RunAsync)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Func<CancellationToken, Task> Run)> Loops { get; }

    /// <inheritdoc/>
    public bool TryPost(Message message)
    {
        if (message.Session is { } session && RecordingRefusal.Answer(message, _parts.Session.Frames, session) is { } answer)
        {
            _parts.Inbox.Post(new MessageReceived(answer, _time.GetTimestamp()));
        }

        return true;
    }

    /// <inheritdoc/>
    public void Aim(PixelTarget target)
    {
        // Frames come from the file.
    }

    /// <inheritdoc/>
    public void RetryNow()
    {
        // There is nothing to try.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The file is the caller's.
    }

    private async Task RunAsync(CancellationToken stop)
    {
        int firstUnit = _file.FirstUnitFor(_settings.From);
        _origin = _time.GetTimestamp();
        for (int i = 0; i < _file.Entries.Count; i++)
        {
            RecordedEntry entry = _file.Entries[i];
            if (entry.Time > _settings.Until)
            {
                break;
            }

            if (entry.IsPixel && i < firstUnit)
            {
                continue;
            }

            await WaitForAsync(entry, stop).ConfigureAwait(false);
            await PlayAsync(entry, stop).ConfigureAwait(false);
        }

        while (_parts.Units.Waiting > 0)
        {
            await Task.Delay(s_look, _time, stop).ConfigureAwait(false);
        }

        await _parts.Inbox.PostAsync(new SourceEnded(), stop).ConfigureAwait(false);
    }

    private async ValueTask WaitForAsync(RecordedEntry entry, CancellationToken stop)
    {
        while (_control.IsPaused && entry.Time >= _settings.From)
        {
            if (entry.Unit is UnitKind.Key or UnitKind.Delta && _control.TryTakeStep())
            {
                break;
            }

            long before = _time.GetTimestamp();
            await Task.Delay(s_look, _time, stop).ConfigureAwait(false);
            _late += _time.GetElapsedTime(before).TotalSeconds;
        }

        double due = Math.Max(0, (entry.Time - _settings.From).TotalSeconds / _settings.Speed) + _late;
        TimeSpan wait = TimeSpan.FromSeconds(due) - _time.GetElapsedTime(_origin);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, stop).ConfigureAwait(false);
        }

        while (entry.IsPixel && _parts.Units.Waiting > MostWaiting)
        {
            await Task.Delay(s_look, _time, stop).ConfigureAwait(false);
        }
    }

    private async ValueTask PlayAsync(RecordedEntry entry, CancellationToken stop)
    {
        switch (entry.Kind)
        {
            case RecordKind.Connected:
                ChannelKind channel = _file.ReadText(entry) == "pixel" ? ChannelKind.Pixel : ChannelKind.State;
                await ConnectAsync(channel, stop).ConfigureAwait(false);
                break;
            case RecordKind.StateReceived when MessageReader.TryRead(_file.Read(entry), out Message? message, out _) && IsForAnyone(message!):
                if (!_stateUp)
                {
                    await ConnectAsync(ChannelKind.State, stop).ConfigureAwait(false);
                }

                await _parts.Inbox.PostAsync(new MessageReceived(message!, _time.GetTimestamp()), stop).ConfigureAwait(false);
                break;
            case RecordKind.PixelPlain or RecordKind.PixelWithView:
                if (!_pixelUp)
                {
                    await ConnectAsync(ChannelKind.Pixel, stop).ConfigureAwait(false);
                }

                Play(entry);
                break;
        }
    }

    private void Play(in RecordedEntry entry)
    {
        if (entry.Unit == UnitKind.Answer)
        {
            _parts.Counters.CountOther(entry.Length);
            return;
        }

        if (!_file.TryReadUnit(entry, _parts.Pool, _time.GetTimestamp(), out EncodedUnit unit))
        {
            _parts.Counters.CountOther(entry.Length);
            _parts.Counters.CountBadMessage();
            return;
        }

        double first = _firstStamp ??= unit.Header.Timestamp;
        unit.Header = unit.Header with { Timestamp = first + ((unit.Header.Timestamp - first) / _settings.Speed) + _late };
        if (entry.Unit == UnitKind.Still)
        {
            _parts.Counters.CountOther(entry.Length);
            _parts.Units.OnStill(unit);
            return;
        }

        _parts.Counters.CountReceived(entry.Length);
        _parts.Counters.NoteSequence(unit.Header.Sequence);
        _parts.Units.OnUnit(unit);
    }

    private async ValueTask ConnectAsync(ChannelKind channel, CancellationToken stop)
    {
        ref bool isUp = ref channel == ChannelKind.State ? ref _stateUp : ref _pixelUp;
        bool wasUp = isUp;
        isUp = true;
        if (wasUp)
        {
            var end = new ChannelEnd(ChannelEndKind.Lost, "The recorded connection ended here.");
            await _parts.Inbox.PostAsync(new ChannelChanged(channel, ChannelPhase.Waiting, end, _time.GetTimestamp()), stop).ConfigureAwait(false);
        }

        await _parts.Inbox.PostAsync(new ChannelChanged(channel, ChannelPhase.Connecting, null, 0), stop).ConfigureAwait(false);
        if (channel == ChannelKind.Pixel)
        {
            _parts.Counters.NoteSequence(null);
            _parts.Units.OnConnected();
            _firstStamp = null;
        }

        await _parts.Inbox.PostAsync(new ChannelChanged(channel, ChannelPhase.Connected, null, 0), stop).ConfigureAwait(false);
    }

    /// <summary>Answers belong to whoever asked; how a connection lived is not told again.</summary>
    internal static bool IsForAnyone(Message message) =>
        message is SessionWelcome or NotifyScene or NotifySceneLevel or NotifyLayers or NotifyDims or NotifyCamera or NotifyStream or NotifyError or NotifyTelemetry or DriveState;
}
