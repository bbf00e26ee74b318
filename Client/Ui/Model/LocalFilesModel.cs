using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Commands;

namespace Fathom.Client.Ui;

/// <summary>A walk through the folders of this machine, for files that can be laid over the scene. It stays where it was as long as the program runs.</summary>
/// <remarks>
/// Threads: main thread. Folders are read on the pool, since a disk may be slow or far away; the answer waits in a slot of one until
/// <see cref="Drain"/> takes it, and a wake says that it is there. A listing that was given up stops soon and its answer is dropped.
/// </remarks>
internal sealed class LocalFilesModel : IFileWalk
{
    private readonly Action _wake;
    private readonly Action<string> _chosen;
    private readonly string _start;
    private readonly string? _home;
    private readonly Stack<string> _back = new();
    private LocalFolder? _folder;
    private DatasetFacts? _facts;
    private long _factsOf;
    private Answer? _answer;
    private long _call;

    /// <summary>Creates a walk that has not begun.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="home">What ~ means; null where there is no such place.</param>
    /// <param name="chosen">Told which file was chosen, by <see cref="Drain"/>.</param>
    /// <param name="wake">Wakes the main thread. Any thread.</param>
    public LocalFilesModel(string start, string? home, Action<string> chosen, Action wake)
    {
        _start = start;
        _home = home;
        _chosen = chosen;
        _wake = wake;
    }

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <inheritdoc/>
    public bool CanList => true;

    /// <inheritdoc/>
    public bool CanDescribe => true;

    /// <inheritdoc/>
    public string? Path => _folder?.Path;

    /// <inheritdoc/>
    public ImmutableArray<DatasetEntry> Entries => _folder?.Entries ?? [];

    /// <inheritdoc/>
    public bool IsChoice => false;

    /// <inheritdoc/>
    public string Remark => _folder is { LeftOut: true } ? "There is more in this folder than is listed here; a path can be typed above." : string.Empty;

    /// <inheritdoc/>
    public string? Busy { get; private set; }

    /// <inheritdoc/>
    public string? Error { get; private set; }

    /// <inheritdoc/>
    public string? Loaded { get; private set; }

    /// <inheritdoc/>
    public bool CanGoBack => _back.Count > 0;

    /// <inheritdoc/>
    public void List(string? path) => Begin(path ?? _folder?.Path ?? _start, remembers: false);

    /// <inheritdoc/>
    public void Back()
    {
        if (_back.TryPop(out string? path))
        {
            Begin(path, remembers: false);
        }
    }

    /// <inheritdoc/>
    public void Up()
    {
        if (Path is { } here && Directory.GetParent(System.IO.Path.TrimEndingDirectorySeparator(here)) is { } above)
        {
            Begin(above.FullName, remembers: true);
        }
    }

    /// <inheritdoc/>
    public void Enter(DatasetEntry entry) => Begin(entry.Path, remembers: true);

    /// <inheritdoc/>
    public void GoOrLoad(string typed) => Begin(typed, remembers: true);

    /// <inheritdoc/>
    public string? KindOf(DatasetEntry entry) => entry.IsDirectory ? null : OverlayFileKinds.NameOf(OverlayFileKinds.Of(entry.Name));

    /// <inheritdoc/>
    public DatasetFacts? FactsOf(DatasetEntry entry)
    {
        if (_facts is null || _facts.Path != entry.Path || _factsOf != Version)
        {
            (_facts, _factsOf) = (Describe(entry), Version);
        }

        return _facts;
    }

    private DatasetFacts? Describe(DatasetEntry entry) => OverlayFileKinds.Of(entry.Name) switch
    {
        OverlayFileKind.Video when _folder?.Calibrated.Contains(entry.Path) == true => new DatasetFacts(
            entry.Path, $"Video, with its calibration beside it ({System.IO.Path.GetFileName(CalibrationDocument.PathBeside(entry.Path))})", "It is laid in its place.", false),
        OverlayFileKind.Video => new DatasetFacts(entry.Path, "Video without a calibration beside it", "It is stretched over the scene until it is calibrated.", false),
        OverlayFileKind.Tracks => new DatasetFacts(entry.Path, "Table of tracks or points", "Columns: t or frame, x, y, and id and color where there are several.", false),
        OverlayFileKind.List => new DatasetFacts(entry.Path, "List of overlays", "All of them are added.", false),
        OverlayFileKind.Calibration => new DatasetFacts(entry.Path, "Calibration of a video", "It is given to the overlay that is chosen.", false),
        _ => null,
    };

    /// <summary>The path that is meant: ~ is home, and what is relative is below a folder.</summary>
    public static string Resolve(string typed, string folder, string? home)
    {
        string path = typed.Trim();
        if (home is not null && path is "~")
        {
            return home;
        }

        path = home is not null && path.Length > 1 && path[0] == '~' && path[1] is '/' or '\\' ? System.IO.Path.Combine(home, path[2..]) : path;
        return System.IO.Path.GetFullPath(path, folder);
    }

    /// <summary>Takes an answer that came. True when something changed.</summary>
    public bool Drain()
    {
        if (Interlocked.Exchange(ref _answer, null) is not { } answer || answer.Call != _call)
        {
            return false;
        }

        (Busy, Error) = (null, answer.Error);
        Version++;
        if (answer.Folder is { } folder)
        {
            if (answer.Remembers && Path is { } here && here != folder.Path)
            {
                _back.Push(here);
            }

            _folder = folder;
        }
        else if (answer.File is { } file)
        {
            Loaded = file;
            _chosen(file);
        }

        return true;
    }

    private void Begin(string path, bool remembers)
    {
        Busy = $"Looking at {path}…";
        (Error, Loaded) = (null, null);
        Version++;
        long call = Interlocked.Increment(ref _call);
        string folder = Path ?? _start;
        _ = Task.Run(() => Look(path, folder, remembers, call));
    }

    private void Look(string typed, string folder, bool remembers, long call)
    {
        Answer answer;
        string path = typed;
        try
        {
            path = Resolve(typed, folder, _home);
            answer = File.Exists(path)
                ? new Answer(call, null, path, null, remembers)
                : new Answer(call, LocalFolder.Read(path, () => Interlocked.Read(ref _call) != call), null, null, remembers);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or System.Security.SecurityException)
        {
            answer = new Answer(call, null, null, error switch
            {
                DirectoryNotFoundException or FileNotFoundException => $"There is no {path}.",
                UnauthorizedAccessException => $"{path} may not be read by you. Choose another folder, or ask its owner for the right to read it.",
                _ => $"{path} cannot be read: {error.Message}",
            }, remembers);
        }

        // An older answer that comes late must not push out a newer one.
        Answer? before = Volatile.Read(ref _answer);
        while ((before is null || before.Call < call) && Interlocked.CompareExchange(ref _answer, answer, before) is var found && !ReferenceEquals(found, before))
        {
            before = found;
        }

        _wake();
    }

    private sealed record Answer(long Call, LocalFolder? Folder, string? File, string? Error, bool Remembers);
}
