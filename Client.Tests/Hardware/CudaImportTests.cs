using System;
using System.Linq;
using System.Runtime.InteropServices;
using Fathom.Client.Tests.Fakes;
using Fathom.Client.Tests.Render;
using Fathom.Decode;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

/// <summary>The way from CUDA into textures, with a real GL and a CUDA that is played: order of calls, and what is left when each of them fails.</summary>
public sealed unsafe class CudaImportTests : IDisposable
{
    private const int Width = 64;
    private const int Height = 36;

    private readonly CallLog _log = new();
    private readonly ScriptedCuda _cuda;
    private readonly LeaseLedger _ledger = new(4, "cuda test");
    private readonly CopyLedger _copies = new();
    private readonly CudaPicture* _picture = (CudaPicture*)NativeMemory.AllocZeroed((nuint)sizeof(CudaPicture));

    public CudaImportTests() => _cuda = new ScriptedCuda(_log);

    public void Dispose()
    {
        NativeMemory.Free(_picture);
        Assert.Equal(0, _ledger.Outstanding);
        Assert.Equal("", _cuda.Held);
    }

    [SkippableFact]
    public void Each_plane_is_copied_once_between_mapping_and_unmapping()
    {
        using HeadlessSurface window = HeadlessGl.Open(Width, Height);
        using (GlRenderer renderer = Renderer(window, out _))
        {
            Assert.True(Draw(renderer));
            Assert.True(Draw(renderer));
            renderer.Finish();
        }

        Assert.Equal(
            [
                "start", "retain", "register", "register", "map 2", "copy 1000 64x36", "copy 2000 64x18", "unmap",
                "map 2", "copy 1000 64x36", "copy 2000 64x18", "unmap",
                "unregister", "unregister", "release",
            ],
            _log.All);
        Assert.Equal(4, _copies.CopiesOf(CopyStep.DeviceCopy));
        Assert.Equal(2 * Width * Height * 3 / 2, _copies.BytesOf(CopyStep.DeviceCopy));
        Assert.Equal(0, _copies.CopiesOf(CopyStep.Upload));
    }

    [SkippableTheory]
    [InlineData("start", "no driver")]
    [InlineData("retain", "another GPU")]
    [InlineData("push", "scripted 700")]
    [InlineData("register", "scripted 700")]
    [InlineData("map", "scripted 700")]
    [InlineData("copy", "scripted 700")]
    [InlineData("unmap", "scripted 700")]
    public void A_step_that_fails_is_named_and_leaves_nothing(string step, string words)
    {
        using HeadlessSurface window = HeadlessGl.Open(Width, Height);
        _cuda.Fails = step;
        using (GlRenderer renderer = Renderer(window, out FrameImporters importers))
        {
            Assert.False(Draw(renderer));

            Assert.True(importers.TryTakeRefusal(out string path, out string why));
            Assert.Equal("nvdec h264", path);
            Assert.StartsWith("CUDA to GL: ", why, StringComparison.Ordinal);
            Assert.Contains(words, why, StringComparison.Ordinal);

            // Better times: nothing of the failure stands in the way.
            _cuda.Fails = null;
            Assert.True(Draw(renderer));
            renderer.Finish();
        }
    }

    [SkippableFact]
    public void Another_size_gets_other_textures_and_the_old_ones_are_unregistered_first()
    {
        using HeadlessSurface window = HeadlessGl.Open(Width, Height);
        using (GlRenderer renderer = Renderer(window, out _))
        {
            Assert.True(Draw(renderer));
            Assert.True(Draw(renderer, Width * 2));
            renderer.Finish();
        }

        Assert.Equal(
            [
                "start", "retain", "register", "register", "map 2", "copy 1000 64x36", "copy 2000 64x18", "unmap",
                "unregister", "register", "unregister", "register", "map 2", "copy 1000 128x36", "copy 2000 128x18", "unmap",
                "unregister", "unregister", "release",
            ],
            _log.All);
    }

    [SkippableFact]
    public void A_lost_context_takes_its_textures_along_and_the_next_picture_gets_new_ones()
    {
        using HeadlessSurface window = HeadlessGl.Open(Width, Height);
        using (GlRenderer renderer = Renderer(window, out _))
        {
            Assert.True(Draw(renderer));
            window.LoseContext();
            Assert.True(Draw(renderer));
            renderer.Finish();

            Assert.Equal(1, renderer.ContextLosses);
            Assert.Equal(4, _log.All.Count(call => call == "register"));
        }

        Assert.Equal(4, _log.All.Count(call => call == "unregister"));
    }

    private bool Draw(GlRenderer renderer, int width = Width)
    {
        *_picture = new CudaPicture(0, 0x1000, 256, 0x2000, 256, 0, 0);
        var info = new FrameInfo
        {
            Width = width,
            Height = Height,
            Layout = PixelLayout.Nv12,
            Color = ColorDescription.Bt709Limited,
            Path = "nvdec h264",
            Surface = new SurfaceHandle(SurfaceKind.CudaPointer, (nint)_picture),
        };
        Assert.True(_ledger.TryOpen(info, default, new CountingBacking(), out FrameLease lease));
        lease.Acquire(LeaseRole.Renderer);
        lease.Release(LeaseRole.Decoder);
        return renderer.Draw(lease, DrawOptions.Default);
    }

    private GlRenderer Renderer(HeadlessSurface window, out FrameImporters importers)
    {
        importers = new FrameImporters(new CudaImporter(_cuda, _copies));
        return GlRenderer.Create(window, new RendererOptions { Path = RenderPath.Shader, Importers = importers, Copies = _copies });
    }
}
