using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

/// <summary>A headless surface, or the reason for skipping.</summary>
internal static class HeadlessGl
{
    internal static HeadlessSurface Open(int width, int height)
    {
        try
        {
            return HeadlessSurface.Open(width, height);
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }

    /// <summary>A renderer; the blit path skips without FFmpeg.</summary>
    internal static GlRenderer Renderer(IRenderWindow window, RenderPath path, PictureRows rows = PictureRows.BottomUp)
    {
        try
        {
            return GlRenderer.Create(window, new RendererOptions { Path = path, Rows = rows });
        }
        catch (FathomException error) when (path == RenderPath.Blit)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }
}
