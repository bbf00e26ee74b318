using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Fathom.Protocol.Configuration;

namespace Fathom.Client.Recording;

/// <summary>The folder in which dumps of the flight recorder lie; only the newest few are kept.</summary>
internal sealed class FlightFolder
{
    /// <summary>Dumps that are kept.</summary>
    public const int Kept = 8;

    private const string Pattern = "flight-*.fathom";

    private readonly string _path;

    /// <summary>The folder at a path; it need not exist.</summary>
    public FlightFolder(string path)
    {
        _path = path;
    }

    /// <summary>Where the dumps of this user go.</summary>
    public static string DefaultPath()
    {
        string root = ProcessEnvironment.Get("XDG_STATE_HOME") ?? ProcessEnvironment.Get("LOCALAPPDATA")
            ?? Path.Combine(ProcessEnvironment.Get("HOME") ?? ".", ".local", "state");
        return Path.Combine(root, "fathom", "flights");
    }

    /// <summary>A name for a dump of this moment; its folder is there.</summary>
    public string NewFile(DateTimeOffset now, string reason)
    {
        Directory.CreateDirectory(_path);
        string name = string.Create(CultureInfo.InvariantCulture, $"flight-{now.UtcDateTime:yyyyMMdd-HHmmss-fff}-{reason}.fathom");
        return Path.Combine(_path, name);
    }

    /// <summary>The file of decisions beside a dump.</summary>
    public static string DecisionsOf(string dump) => Path.ChangeExtension(dump, ".json");

    /// <summary>The dumps, the newest first.</summary>
    public IReadOnlyList<string> List()
    {
        try
        {
            // Names begin with the time.
            return [.. Directory.EnumerateFiles(_path, Pattern).OrderByDescending(static path => Path.GetFileName(path), StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Deletes all but the newest.</summary>
    public void Tidy()
    {
        foreach (string old in List().Skip(Kept))
        {
            try
            {
                File.Delete(old);
                File.Delete(DecisionsOf(old));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another run tidies too, or somebody looks at it.
            }
        }
    }
}
