using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using Fathom.Client.Sessions;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Parts;

/// <summary>The folder in which the parts of one export lie until they are joined: the plan, the parts, and a list of those that are finished.</summary>
/// <remarks>
/// <para>Threads: <see cref="Finish"/> any; the rest the thread that opened it.</para>
/// <para>The plan is written once and the list only grows, so that the ten thousandth part costs no more than the first. Nothing that stands in the list is
/// believed before size and checksum were compared.</para>
/// </remarks>
internal sealed class PartFolder : IDisposable
{
    private const string Schema = "fathom.export-parts/1", PlanFile = "manifest.json", ListFile = "finished.jsonl", LockFile = "lock", PartName = "part-", Unfinished = ".tmp";
    private const long LargestPlan = 4 << 20;

    private readonly Lock _gate = new();
    private readonly FileStream _lock;
    private readonly string _suffix;
    private FileStream? _list;

    private PartFolder(string path, FileStream @lock, string suffix)
    {
        Path = path;
        _lock = @lock;
        _suffix = suffix;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What the list says is finished; whether it is true nobody has looked yet.</summary>
    public IReadOnlyList<FinishedPart> Listed { get; private set; } = [];

    /// <summary>Opens the folder for a plan, and begins it where there is none; throws what the user is told when it belongs to another plan.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="plan">All that decides on the bytes of the parts.</param>
    /// <param name="suffix">The ending of a part's file; "" where a part is a folder.</param>
    /// <param name="restart">Throw away what is there.</param>
    public static PartFolder Open(string path, MapValue plan, string suffix, bool restart)
    {
        try
        {
            Directory.CreateDirectory(path);
            var folder = new PartFolder(path, Lock(path), suffix);
            bool isOpen = false;
            try
            {
                folder.Begin(plan, restart);
                isOpen = true;
                return folder;
            }
            finally
            {
                if (!isOpen)
                {
                    folder.Dispose();
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot export into {path}.", error.Message, "Choose a place with -o where files can be written.", error);
        }
    }

    /// <summary>The plan that lies in a folder, as far as it can be read: what its view was is not asked of a server again. Null where there is none.</summary>
    public static MapValue? Peek(string path)
    {
        try
        {
            return Read(System.IO.Path.Combine(path, PlanFile))?["plan"] as MapValue;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // Opening the folder says what is wrong with it.
            return null;
        }
    }

    /// <summary>The name of a finished part.</summary>
    public string PathOf(int part) => System.IO.Path.Combine(Path, PartName + part.ToString("D6", CultureInfo.InvariantCulture) + _suffix);

    /// <summary>Where a part lies until it is finished; what an earlier run left there may go.</summary>
    public string UnfinishedOf(int part) => System.IO.Path.Combine(Path, PartName + part.ToString("D6", CultureInfo.InvariantCulture) + Unfinished + _suffix);

    /// <summary>Gives a part its name and puts it on the list. It must be on the disk already.</summary>
    public void Finish(FinishedPart part)
    {
        string from = UnfinishedOf(part.Index), to = PathOf(part.Index);
        if (_suffix.Length > 0)
        {
            File.Move(from, to, overwrite: true);
        }
        else
        {
            Remove(to);
            Directory.Move(from, to);
        }

        lock (_gate)
        {
            _list ??= OpenList();
            _list.Write(Encoding.UTF8.GetBytes(part.Line + "\n"));
            _list.Flush(flushToDisk: true);
        }
    }

    /// <summary>Removes a part, finished or not; nothing where there is none.</summary>
    public void Discard(int part)
    {
        Remove(UnfinishedOf(part));
        Remove(PathOf(part));
    }

    /// <summary>Removes all that an export puts here, and the folder unless somebody has put something else into it.</summary>
    public void RemoveAll()
    {
        _list?.Dispose();
        _list = null;
        Clear();
        Dispose();
        File.Delete(System.IO.Path.Combine(Path, LockFile));
        if (!Directory.EnumerateFileSystemEntries(Path).Any())
        {
            Directory.Delete(Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _list?.Dispose();
        _list = null;
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot export into {path}.", $"Another export seems to work on it: {error.Message}", "Wait for it, end it, or export to another file.", error);
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private void Begin(MapValue plan, bool restart)
    {
        string file = System.IO.Path.Combine(Path, PlanFile);
        if (restart)
        {
            Clear();
        }

        if (File.Exists(file))
        {
            CheckPlan(file, plan);
            Listed = ReadList();
            return;
        }

        if (!restart && Directory.EnumerateFileSystemEntries(Path).Select(System.IO.Path.GetFileName).FirstOrDefault(static name => name != LockFile && !name!.StartsWith(PlanFile, StringComparison.Ordinal)) is { } foreign)
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot export into {Path}.", $"The folder holds {foreign}, and no plan of an export to which it belongs.", "Choose another output, or move the folder away.");
        }

        string unfinished = file + Unfinished;
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            stream.Write(SessionJson.Write(MapValue.Of(("schema", Schema), ("plan", plan))));
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }

    private void CheckPlan(string file, MapValue plan)
    {
        MapValue? kept;
        try
        {
            kept = Read(file);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Refused($"{file} cannot be read: {error.Message}", error);
        }

        if (kept?["plan"] is not MapValue then)
        {
            throw Refused($"{file} is not the plan of an export that this program knows.");
        }

        List<string> differences = PlanDifferences.Between(then, plan);
        if (differences.Count > 0)
        {
            throw Refused($"It was begun with another plan: {string.Join("; ", differences)}.");
        }
    }

    private static MapValue? Read(string file) =>
        new FileInfo(file) is { Exists: true, Length: <= LargestPlan } && SessionJson.Read(File.ReadAllBytes(file)) is MapValue map && map["schema"]?.AsText() == Schema ? map : null;

    private FathomException Refused(string why, Exception? inner = null) => new(
        ExitCode.Usage, $"Cannot go on with the export in {Path}.", why, "Give the options that it was begun with, or throw its parts away and begin anew with --restart.", inner);

    private List<FinishedPart> ReadList()
    {
        string path = System.IO.Path.Combine(Path, ListFile);
        var parts = new Dictionary<int, FinishedPart>();
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (FinishedPart.TryParse(line, out FinishedPart part))
            {
                parts[part.Index] = part;
            }
        }

        return [.. parts.Values.OrderBy(static part => part.Index)];
    }

    /// <summary>A line that a crash has cut off is ended first, else the next one would be lost with it.</summary>
    private FileStream OpenList()
    {
        var list = new FileStream(System.IO.Path.Combine(Path, ListFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (list.Length > 0)
        {
            list.Position = list.Length - 1;
            if (list.ReadByte() != '\n')
            {
                list.WriteByte((byte)'\n');
            }
        }

        return list;
    }

    private void Clear()
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(Path).ToList())
        {
            string name = System.IO.Path.GetFileName(entry);
            if (name == ListFile || name.StartsWith(PlanFile, StringComparison.Ordinal) || name.StartsWith(PartName, StringComparison.Ordinal))
            {
                Remove(entry);
            }
        }
    }
}
