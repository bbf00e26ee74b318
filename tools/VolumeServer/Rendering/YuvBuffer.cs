using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>A 4:2:0 picture, limited range BT.709, rows bottom-up as the wire has them. Written by the renderer, read by the encoder.</summary>
internal sealed class YuvBuffer
{
    public const byte BlackLuma = 16;
    public const byte NeutralChroma = 128;

    public YuvBuffer(int width, int height)
    {
        Width = width;
        Height = height;
        Luma = GC.AllocateArray<byte>(width * height, pinned: true);
        ChromaU = GC.AllocateArray<byte>(width / 2 * (height / 2), pinned: true);
        ChromaV = GC.AllocateArray<byte>(width / 2 * (height / 2), pinned: true);
        Clear();
    }

    /// <summary>Even.</summary>
    public int Width { get; }

    /// <summary>Even.</summary>
    public int Height { get; }

    public byte[] Luma { get; }

    public byte[] ChromaU { get; }

    public byte[] ChromaV { get; }

    /// <summary>The luma row that shows row <paramref name="y"/> of the upright picture.</summary>
    public Span<byte> LumaRow(int y) => Luma.AsSpan((Height - 1 - y) * Width, Width);

    /// <summary>The chroma rows that show rows 2·<paramref name="pair"/> and the next of the upright picture.</summary>
    public Span<byte> URow(int pair) => ChromaU.AsSpan(((Height / 2) - 1 - pair) * (Width / 2), Width / 2);

    /// <inheritdoc cref="URow"/>
    public Span<byte> VRow(int pair) => ChromaV.AsSpan(((Height / 2) - 1 - pair) * (Width / 2), Width / 2);

    /// <summary>Paints two rows of the upright picture black.</summary>
    public void ClearRowPair(int pair)
    {
        LumaRow(2 * pair).Fill(BlackLuma);
        LumaRow((2 * pair) + 1).Fill(BlackLuma);
        URow(pair).Fill(NeutralChroma);
        VRow(pair).Fill(NeutralChroma);
    }

    public void Clear()
    {
        Luma.AsSpan().Fill(BlackLuma);
        ChromaU.AsSpan().Fill(NeutralChroma);
        ChromaV.AsSpan().Fill(NeutralChroma);
    }
}
