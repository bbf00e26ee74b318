namespace Fathom.Render;

/// <summary>What is known of one draw's way through the GPU. Times are ticks of the renderer's clock.</summary>
/// <param name="Draw">Which draw, counted from 1 by <see cref="GlRenderer.DrawCount"/>.</param>
/// <param name="Drawn">The draw calls had returned.</param>
/// <param name="Pending">The last look that found the fence pending; 0 when the first look found it signalled.</param>
/// <param name="Done">The look that found the fence signalled.</param>
public readonly record struct GpuTime(long Draw, long Drawn, long Pending, long Done);
