using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Volumes.Stores;

/// <summary>A folder of this machine. Reads are plain blocking reads: they complete before they return.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class FolderStore : IByteStore
{
    private const int RememberedFolders = 4096;

    private readonly string _root;
    private readonly string? _confinedTo;
    private readonly ConcurrentDictionary<string, bool> _insideFolders = new(StringComparer.Ordinal);

    /// <param name="root">The folder.</param>
    /// <param name="confinedTo">No link may lead out of this folder; null = links are the user's business.</param>
    public FolderStore(string root, string? confinedTo = null)
    {
        _root = Path.GetFullPath(root);
        _confinedTo = confinedTo is null ? null : LinkTargets.Resolve(confinedTo);
    }

    public string Address => _root;

    public bool IsRemote => false;

    public ValueTask<StoredBytes?> ReadAsync(string key, ByteRange range, int maxBytes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        string path = Path.Combine(_root, key);
        try
        {
            if (!File.Exists(path))
            {
                return ValueTask.FromResult<StoredBytes?>(null);
            }

            RequireInside(path);
            return ValueTask.FromResult<StoredBytes?>(Read(path, range, maxBytes));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Rejected, $"Cannot read {path}.", error.Message, "Check that the file is whole and that you may read it.", error);
        }
    }

    public ImmutableArray<string>? Folders(string key)
    {
        const int Most = 10_000;
        try
        {
            return
            [
                .. Directory.EnumerateDirectories(Path.Combine(_root, key)).Take(Most).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose()
    {
    }

    private static StoredBytes Read(string path, ByteRange range, int maxBytes)
    {
        // Asked for before it is opened: opening a pipe, which has no length, would wait for a writer.
        var info = new FileInfo(path);
        long length = ((FileInfo?)info.ResolveLinkTarget(returnFinalTarget: true) ?? info).Length;
        long offset = range.IsSuffix ? Math.Max(0, length - range.Length) : range.Offset;
        long wanted = range.IsAll ? length : range.Length;
        if (offset > length || wanted > length - offset)
        {
            throw new FathomException(
                ExitCode.Rejected, $"Cannot read {path}.", $"It has {length} bytes, and {wanted} from byte {offset} on are wanted.", "The file is cut off: copy it again.");
        }

        if (wanted > maxBytes)
        {
            throw new FathomException(
                ExitCode.Rejected, $"Cannot read {path}.", $"It has {wanted} bytes; no more than {maxBytes} can belong to it.", "The file does not fit its metadata: check the store.");
        }

        var bytes = new StoredBytes((int)wanted);
        if (wanted == 0)
        {
            return bytes;
        }

        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
        for (int done = 0; done < bytes.Length;)
        {
            int got = RandomAccess.Read(file, bytes.Span[done..], offset + done);
            if (got == 0)
            {
                bytes.Shorten(done);
                break;
            }

            done += got;
        }

        return bytes;
    }

    private void RequireInside(string path)
    {
        if (_confinedTo is null)
        {
            return;
        }

        string folder = Path.GetDirectoryName(path)!;
        bool isFileLink = new FileInfo(path).LinkTarget is not null;
        if (!isFileLink && _insideFolders.ContainsKey(folder))
        {
            return;
        }

        LinkTargets.RequireInside(path, _confinedTo);

        if (_insideFolders.Count < RememberedFolders && !isFileLink)
        {
            _insideFolders[folder] = true;
        }
    }
}
