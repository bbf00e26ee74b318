using System;
using System.Globalization;
using System.Text;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Names of chunks: <c>0.1.2</c>, <c>0/1/2</c>, <c>c/0/1/2</c> or <c>c.0.1.2</c>.</summary>
internal readonly record struct ChunkKeys(bool HasPrefix, char Separator)
{
    public string Of(ReadOnlySpan<int> chunk)
    {
        var name = new StringBuilder(HasPrefix ? "c" : "", 32);
        foreach (int index in chunk)
        {
            if (name.Length > 0)
            {
                name.Append(Separator);
            }

            name.Append(CultureInfo.InvariantCulture, $"{index}");
        }

        return name.ToString();
    }
}
