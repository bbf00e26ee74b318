using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Unicode;
using System.Threading;
using Fathom.Client.Streams;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording;

/// <summary>Writes what goes over the wire to a file, on a thread of its own.</summary>
/// <remarks>
/// <para>Threads: network loops hand over under a lock that is held for a copy, never over the disk. Disposed by the main thread when they have ended.</para>
/// <para>Slow disk: what finds no room in the memory between is left out and counted, and a record says where; the picture never waits.
/// Full disk, a failure, or the largest size: the recording ends after its last whole record and says so; the viewing goes on.</para>
/// <para>Every record is one write to the system: a process that dies leaves a file that is good up to the last one.</para>
/// </remarks>
internal sealed class RecordingTap : IWireTap, IDisposable
{
    /// <summary>Memory between the network and the disk: seconds of video, and one message of half of it.</summary>
    internal const int DefaultRing = 64 << 20;

    private const int GapRoom = 256;

    private static readonly TimeSpan s_lastWrites = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly MessageRing _ring;
    private readonly Stream _file;
    private readonly RecordingSettings _settings;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private readonly long _startedAt;
    private readonly RecordingWriter _writer;
    private readonly AutoResetEvent _news = new(false);
    private readonly Thread _thread;
    private int _lostMessages;
    private long _lostBytes;
    private long _records;
    private long _bytes;
    private TimeSpan _length;
    private long _gaps;
    private long _lostMessagesWritten;
    private long _lostBytesWritten;
    private string? _endedEarly;
    private volatile bool _stopping;
    private volatile bool _ended;

    /// <summary>Begins a recording in a stream, which belongs to it from now on.</summary>
    /// <param name="file">An empty file.</param>
    /// <param name="settings">Its name and bounds.</param>
    /// <param name="note">A JSON object about the run.</param>
    /// <param name="time">The client's clock.</param>
    /// <param name="say">Tells the user when it ends early. Called by the writing thread.</param>
    /// <param name="ringBytes">Memory between the network and the disk.</param>
    public RecordingTap(Stream file, RecordingSettings settings, string note, TimeProvider time, Action<string> say, int ringBytes = DefaultRing)
    {
        _file = file;
        _settings = settings;
        _time = time;
        _say = say;
        _ring = new MessageRing(ringBytes);
        _startedAt = time.GetTimestamp();
        _writer = new RecordingWriter(file, time.GetUtcNow());
        Add(RecordKind.Note, _startedAt, Encoding.UTF8.GetBytes(note));
        _thread = new Thread(WriteAll) { Name = "fathom-recording", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void OnConnected(ChannelKind channel, long at) => Add(RecordKind.Connected, at, channel == ChannelKind.State ? "state"u8 : "pixel"u8);

    /// <inheritdoc/>
    public void OnStateReceived(ReadOnlySpan<byte> text, Message? message, long at) => Add(RecordKind.StateReceived, at, text);

    /// <inheritdoc/>
    public void OnStateSent(ReadOnlySpan<byte> text, long at) => Add(RecordKind.StateSent, at, text);

    /// <inheritdoc/>
    public void OnPixel(ReadOnlySpan<byte> message, bool withView, long at) => Add(withView ? RecordKind.PixelWithView : RecordKind.PixelPlain, at, message);

    /// <summary>Writes what is still in memory, as long as the disk takes it in reason, and ends. Again: the same answer.</summary>
    public RecordingSummary Stop()
    {
        _stopping = true;
        _news.Set();
        if (!_thread.Join(s_lastWrites))
        {
            _ended = true;
            _endedEarly = "The disk did not take the last records in time.";
        }

        return new RecordingSummary(_settings.Path)
        {
            Records = _records,
            Bytes = _bytes,
            Length = _length,
            Gaps = _gaps,
            LostMessages = _lostMessagesWritten,
            LostBytes = _lostBytesWritten,
            EndedEarly = _endedEarly,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        if (_thread.Join(TimeSpan.Zero))
        {
            _news.Dispose();
            _file.Dispose();
        }
    }

    private void Add(RecordKind kind, long at, ReadOnlySpan<byte> payload)
    {
        if (_ended)
        {
            return;
        }

        bool wake;
        lock (_gate)
        {
            wake = _ring.Used == 0;
            var entry = new RingEntry { Kind = kind, At = at, LostMessages = _lostMessages, LostBytes = _lostBytes };
            if (payload.Length <= RecordingFormat.MaxPayload && _ring.TryAdd(entry, payload))
            {
                (_lostMessages, _lostBytes) = (0, 0);
            }
            else
            {
                _lostMessages++;
                _lostBytes += payload.Length;
            }
        }

        if (wake)
        {
            _news.Set();
        }
    }

    private void WriteAll()
    {
        try
        {
            while (true)
            {
                // Read before the ring: what came before the stop is written.
                bool last = _stopping;
                WriteWhatIsThere();
                if (last || _ended)
                {
                    break;
                }

                _news.WaitOne();
            }

            WriteGap(_lostMessages, _lostBytes, _time.GetTimestamp());
            _file.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            End(error.Message);
        }

        // Boundary: the outermost wrapper of the writing thread; a bug here must not end the viewing.
        catch (Exception error)
        {
            End($"{error.GetType().Name}: {error.Message}");
        }
    }

    private void WriteWhatIsThere()
    {
        while (!_ended)
        {
            long head;
            long position;
            lock (_gate)
            {
                head = _ring.Head;
                position = _ring.Tail;
            }

            if (!_ring.TryRead(ref position, head, out RingEntry entry, out Span<byte> payload))
            {
                return;
            }

            WriteGap(entry.LostMessages, entry.LostBytes, entry.At);
            if (entry.Kind is RecordKind.StateReceived or RecordKind.StateSent)
            {
                SecretMask.Apply(payload);
            }

            Write(entry.Kind, entry.At, payload);
            lock (_gate)
            {
                _ring.DropTo(position);
                _ring.RestartIfEmpty();
            }
        }
    }

    private void WriteGap(int messages, long bytes, long at)
    {
        if (messages > 0)
        {
            Span<byte> text = stackalloc byte[GapRoom];
            Utf8.TryWrite(text, CultureInfo.InvariantCulture, $$"""{"messages":{{messages}},"bytes":{{bytes}}}""", out int length);
            Write(RecordKind.Gap, at, text[..length]);
            _gaps++;
            _lostMessagesWritten += messages;
            _lostBytesWritten += bytes;
        }
    }

    private void Write(RecordKind kind, long at, ReadOnlySpan<byte> payload)
    {
        if (_ended)
        {
            return;
        }

        if (_writer.Bytes + payload.Length + GapRoom > _settings.MaxBytes)
        {
            End($"It would have become larger than {_settings.MaxBytes >> 20} MiB; --max-mib allows more.");
            return;
        }

        TimeSpan time = _time.GetElapsedTime(_startedAt, at);
        _writer.Write(kind, time < TimeSpan.Zero ? TimeSpan.Zero : time, payload);
        _records++;
        _bytes = _writer.Bytes;
        _length = time > _length ? time : _length;
    }

    private void End(string why)
    {
        _ended = true;
        _endedEarly = why;
        CutToWholeRecords();
        _say($"the recording ended: {why} What was recorded before is in {_settings.Path}; the viewing goes on.");
    }

    /// <summary>A full disk may have taken half a record. Readers stop before it anyway; a clean end is kinder.</summary>
    private void CutToWholeRecords()
    {
        try
        {
            if (_bytes > 0 && _file.Length > _bytes)
            {
                _file.SetLength(_bytes);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // It stays torn.
        }
    }
}
