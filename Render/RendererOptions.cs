namespace Fathom.Render;

/// <summary>How a <see cref="GlRenderer"/> works.</summary>
public sealed record RendererOptions
{
    /// <summary>The way from planes to pixels.</summary>
    public RenderPath Path { get; init; } = RenderPath.Automatic;

    /// <summary>Which row of a picture comes first.</summary>
    public PictureRows Rows { get; init; } = PictureRows.BottomUp;

    /// <summary>How surfaces of hardware decoders become textures; null: only planes in memory are drawn. Owned by the caller, used by one renderer.</summary>
    public FrameImporters? Importers { get; init; }

    /// <summary>The clock for <see cref="GlRenderer.TryTakeGpuTime"/>.</summary>
    public System.TimeProvider Time { get; init; } = System.TimeProvider.System;

    /// <summary>Where copies are counted; null for nowhere.</summary>
    public Fathom.Decode.CopyLedger? Copies { get; init; }
}
