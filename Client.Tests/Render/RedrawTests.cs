using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

/// <summary>A picture that is drawn again, because something beside it changed, is neither converted nor uploaded again.</summary>
public sealed class RedrawTests
{
    private const int Width = 128;
    private const int Height = 96;

    [SkippableFact]
    public void The_blit_path_copies_what_its_texture_holds_and_uploads_only_what_changed()
    {
        var copies = new CopyLedger();
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height * 2);
        using GlRenderer renderer = Open(surface, copies);
        using var first = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        using var second = new LeasedPicture(YuvSamples.Waves(PixelLayout.Yuv420P, Width, Height, new ColorDescription(ColorMatrix.Bt601, ColorRange.Full, ChromaSiting.Left)));

        first.Draw(renderer, DrawOptions.Default);
        CapturedImage before = renderer.Capture();
        first.Draw(renderer, DrawOptions.Default);
        Assert.Equal((1, 1), (copies.CopiesOf(CopyStep.Convert), copies.CopiesOf(CopyStep.Upload)));
        Assert.Equal(before.Row(Height).ToArray(), renderer.Capture().Row(Height).ToArray());

        // Another place of the same size holds the same pixels; another size does not.
        first.Draw(renderer, DrawOptions.Default with { Area = new PictureArea(0, 20, Width, Height) });
        Assert.Equal(1, copies.CopiesOf(CopyStep.Upload));
        first.Draw(renderer, DrawOptions.Default with { Fit = FitMode.Fill });
        Assert.Equal(2, copies.CopiesOf(CopyStep.Upload));

        second.Draw(renderer, DrawOptions.Default);
        CapturedImage other = renderer.Capture();
        first.Draw(renderer, DrawOptions.Default);
        Assert.Equal(4, copies.CopiesOf(CopyStep.Upload));
        Assert.NotEqual(before.Row(Height).ToArray(), other.Row(Height).ToArray());
        Assert.Equal(before.Row(Height).ToArray(), renderer.Capture().Row(Height).ToArray());
        renderer.Finish();
    }

    /// <summary>As in a window: the pixels come through a texture, since the framebuffer has none that could be written.</summary>
    private static GlRenderer Open(HeadlessSurface surface, CopyLedger copies)
    {
        try
        {
            return GlRenderer.Create(surface, new RendererOptions { Path = RenderPath.Blit, Rows = PictureRows.TopDown, Copies = copies });
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }
}
