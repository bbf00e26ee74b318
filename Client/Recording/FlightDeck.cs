using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.Client.Recording;

/// <summary>The flight recorder of a run with all that makes it dump: a key, a stall, a crash.</summary>
/// <remarks>Threads: any thread dumps, one at a time; a second one meanwhile is let go. Network and picture wait for a copy of memory only.</remarks>
internal sealed class FlightDeck
{
    private readonly FlightSettings _settings;
    private readonly string _note;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private readonly FlightFolder _folder;
    private int _busy;
    private Task _lastDump = Task.CompletedTask;

    /// <summary>Creates a recorder that begins to remember.</summary>
    public FlightDeck(FlightSettings settings, string note, TimeProvider time, Action<string> say)
    {
        _settings = settings;
        _note = note;
        _time = time;
        _say = say;
        _folder = new FlightFolder(settings.Folder);
        Recorder = new FlightRecorder(settings.Bytes);
    }

    /// <summary>What remembers the wire.</summary>
    public FlightRecorder Recorder { get; }

    /// <summary>What remembers frames and intents.</summary>
    public FlightDecisions Decisions { get; } = new();

    /// <summary>Dumps without holding up the caller; says where to when it is done. While a dump is being written there is no second one.</summary>
    public Task DumpLaterAsync(string reason)
    {
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            return Volatile.Read(ref _lastDump);
        }

        long now = _time.GetTimestamp();
        FlightCopy copy = Recorder.Copy();
        Task dump = Task.Run(() => WriteAndSay(copy, reason, now));
        Volatile.Write(ref _lastDump, dump);
        return dump;
    }

    /// <summary>Dumps before it returns: the process is about to end.</summary>
    public void DumpNow(string reason)
    {
        if (Interlocked.Exchange(ref _busy, 1) == 0)
        {
            WriteAndSay(Recorder.Copy(), reason, _time.GetTimestamp());
        }
    }

    private void WriteAndSay(FlightCopy copy, string reason, long now)
    {
        try
        {
            string path = _folder.NewFile(_time.GetUtcNow(), reason);
            bool playable;
            using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 20))
            {
                playable = FlightDump.Write(file, copy, _note, _settings.Span, now, _time);
            }

            using (FileStream decisions = File.Create(FlightFolder.DecisionsOf(path)))
            {
                FlightReport.Write(decisions, Path.GetFileName(path), reason, now, _time, Decisions);
            }

            _folder.Tidy();
            _say(playable
                ? $"the last seconds ({reason}) are in {path}; fathom replay shows them."
                : $"what was said lately ({reason}) is in {path}; there are no pictures in it.");
        }

        // Boundary: nothing that goes wrong with a dump may harm the run; at a crash it is the crash that matters.
        catch (Exception error)
        {
            _say($"the last seconds could not be written to {_settings.Folder}: {error.Message}");
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}
