using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Colour tables by name.</summary>
internal static class LayerColors
{
    private static readonly byte[] s_gray = Gray();

    public static ReadOnlySpan<byte> Find(string name) => s_gray;

    private static byte[] Gray()
    {
        byte[] table = new byte[768];
        for (int i = 0; i < 768; i++)
        {
            table[i] = (byte)(i / 3);
        }

        return table;
    }
}
