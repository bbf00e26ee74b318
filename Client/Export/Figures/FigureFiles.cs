using System;
using System.IO;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export.Figures;

/// <summary>Writes a file as a whole or, if that fails, not at all.</summary>
internal static class FigureFiles
{
    /// <summary>Throws what the user is told when a file cannot become one of this kind; before anything else is done.</summary>
    public static void Check(string path, string extension, string how)
    {
        if (!path.EndsWith(extension, StringComparison.OrdinalIgnoreCase) || Path.GetFileName(path).Length == extension.Length)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write {path}.", $"Its name does not end in {extension}.", how);
        }

        if (Directory.Exists(path))
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write {path}.", "It is a folder.", how);
        }
    }

    /// <summary>Writes; says how large it became. Folders on the way are made.</summary>
    public static long Write(string path, Action<Stream> content)
    {
        string unfinished = path + ".unfinished";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            long length;
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                content(file);
                length = file.Length;
            }

            File.Move(unfinished, path, overwrite: true);
            return length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(unfinished);
            throw new FathomException(ExitCode.Usage, $"Cannot write {path}.", error.Message, "Choose another place with -o.", error);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The reason for the failure is told already.
        }
    }
}
