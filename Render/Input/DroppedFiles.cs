using System;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Fathom.Render;

/// <summary>Files that the user let fall on the window.</summary>
/// <param name="Paths">Their paths, in the window system's order; 64 at most.</param>
/// <param name="LeftOut">How many more there were, or whose names were no names.</param>
public sealed record DroppedFiles(ImmutableArray<string> Paths, int LeftOut)
{
    internal const int Most = 64;
    internal const int LongestName = 4096;

    /// <summary>Copies what the window system lends for the length of its call: a list of texts in UTF-8 that end in a zero.</summary>
    internal static DroppedFiles Copy(int count, nint names)
    {
        int taken = names == 0 ? 0 : Math.Clamp(count, 0, Most);
        var paths = ImmutableArray.CreateBuilder<string>(taken);
        for (int i = 0; i < taken; i++)
        {
            if (CopyOne(Marshal.ReadIntPtr(names, i * nint.Size)) is { } path)
            {
                paths.Add(path);
            }
        }

        return new DroppedFiles(paths.ToImmutable(), Math.Max(0, count) - paths.Count);
    }

    private static string? CopyOne(nint name)
    {
        if (name == 0)
        {
            return null;
        }

        int length = 0;
        while (length <= LongestName && Marshal.ReadByte(name, length) != 0)
        {
            length++;
        }

        if (length is 0 or > LongestName)
        {
            return null;
        }

        var bytes = new byte[length];
        Marshal.Copy(name, bytes, 0, length);
        return Encoding.UTF8.GetString(bytes);
    }
}
