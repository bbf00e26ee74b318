using System.IO;
using System.Text;

namespace Fathom.Bench.Data;

/// <summary>Data sets of 4 GB that take no room on the disk.</summary>
internal static class SparseFiles
{
    private const int Frames = 4096;
    private const int Side = 1024;

    public static void WriteNpy(string path)
    {
        string text = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({Frames}, {Side}, {Side}), }}".PadRight(117) + "\n";
        using FileStream file = File.Create(path);
        file.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)text.Length, 0]);
        file.Write(Encoding.Latin1.GetBytes(text));
        file.SetLength(file.Position + ((long)Frames * Side * Side));
    }

    public static void WriteZarr(string path)
    {
        Directory.CreateDirectory(path);
        File.WriteAllText(
            Path.Combine(path, ".zarray"),
            $"{{\"zarr_format\":2,\"shape\":[{Frames},{Side},{Side}],\"chunks\":[16,256,256],\"dtype\":\"|u1\",\"compressor\":null,\"fill_value\":0,\"order\":\"C\",\"filters\":null}}");
    }
}
