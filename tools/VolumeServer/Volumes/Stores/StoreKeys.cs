using System;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Volumes.Stores;

/// <summary>Names of objects inside a store. Metadata come from strangers: a name must not lead out of the store.</summary>
internal static class StoreKeys
{
    /// <summary>Joins two names; either may be empty.</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder}/{name}";

    /// <summary>A path from metadata, as a name inside the store.</summary>
    public static string Check(string path, string store, string where)
    {
        string trimmed = path.Trim('/');
        foreach (string part in trimmed.Split('/'))
        {
            if (part is "" or "." or ".." || part.AsSpan().IndexOfAny(s_forbidden) >= 0)
            {
                throw new FathomException(
                    ExitCode.Rejected, $"Cannot open {store}.", $"{where} names the path '{Shown(path)}', which is not a plain path inside the store.", "Ask whoever wrote the data to mend their metadata.");
            }
        }

        return trimmed;
    }

    private static readonly System.Buffers.SearchValues<char> s_forbidden = System.Buffers.SearchValues.Create("\\:?#%*\"<>|\0\r\n\t");

    private static string Shown(string path) => path.Length <= 80 ? path.Replace('\n', ' ').Replace('\r', ' ') : path[..80].Replace('\n', ' ').Replace('\r', ' ') + "…";
}
