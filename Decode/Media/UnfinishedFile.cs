using System;
using System.IO;

namespace Fathom.Decode.Media;

/// <summary>A file that stands under its name only when it is complete: until then it has a temporary one, and goes away unless it is completed.</summary>
/// <remarks>The temporary name is always the same, so that what a killed process left is written over and not collected.</remarks>
internal sealed class UnfinishedFile : IDisposable
{
    internal const string Ending = ".unfinished";

    private readonly string _path;
    private bool _isDone;

    /// <summary>Throws where there is no folder for it.</summary>
    internal UnfinishedFile(string path)
    {
        _path = path;
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(full))
        {
            throw MovieErrors.IsFolder(path);
        }

        if (!Directory.Exists(folder))
        {
            throw MovieErrors.NoFolder(path, folder);
        }

        Temporary = full + Ending;
    }

    /// <summary>Where to write.</summary>
    internal string Temporary { get; }

    /// <summary>Gives the file its name, once what it holds is on the disk: what counts as finished is whole after a power cut, too.</summary>
    internal void Complete()
    {
        try
        {
            using (FileStream written = new(Temporary, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(Temporary, _path, overwrite: true);
            _isDone = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw MovieErrors.Of(_path, failure);
        }
    }

    public void Dispose()
    {
        if (_isDone)
        {
            return;
        }

        _isDone = true;
        try
        {
            File.Delete(Temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The reason why it was not completed is told already, and the next attempt writes over it.
        }
    }
}
