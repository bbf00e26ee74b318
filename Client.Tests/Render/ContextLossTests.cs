using System;
using System.Threading;
using Fathom.Decode;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

/// <summary>The context is really destroyed; what a driver does that resets.</summary>
public sealed class ContextLossTests
{
    private const int Width = 128;
    private const int Height = 96;

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void The_last_picture_is_drawn_again_in_a_new_context(RenderPath path)
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var picture = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        picture.Draw(renderer, DrawOptions.Default);
        CapturedImage before = renderer.Capture();
        object functions = surface.Gl;

        for (int i = 1; i <= 3; i++)
        {
            surface.LoseContext();
            picture.Draw(renderer, DrawOptions.Default);

            Assert.Equal(i, renderer.ContextLosses);
            Assert.Equal(before.Rgba, renderer.Capture().Rgba);
            Assert.Equal(path, renderer.ActivePath);
        }

        Assert.NotSame(functions, surface.Gl);
        Assert.True(surface.TryDequeue(out InputEvent e) && e.Kind == InputKind.Refresh);
    }

    [SkippableFact]
    public void Roles_in_flight_are_released_with_the_context()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, RenderPath.Shader);
        using var picture = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        picture.Draw(renderer, DrawOptions.Default);
        picture.Draw(renderer, DrawOptions.Default);

        surface.LoseContext();
        renderer.SwapBuffers();
        renderer.RetireFences();
        Assert.True(renderer.WaitForPreviousSwap(TimeSpan.Zero));
        bool recovered = renderer.RecoverIfLost();

        Assert.True(recovered);
        Assert.False(renderer.RecoverIfLost());
        Assert.Equal((0, 0), (renderer.Pending, picture.Ledger.CountOf(LeaseRole.Renderer)));
    }

    [SkippableFact]
    public void A_renderer_whose_context_is_gone_can_be_finished_and_disposed()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        GlRenderer renderer = HeadlessGl.Renderer(surface, RenderPath.Blit);
        using var picture = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        picture.Draw(renderer, DrawOptions.Default);
        surface.LoseContext();

        renderer.Finish();
        Assert.Equal(0, picture.Ledger.CountOf(LeaseRole.Renderer));
        renderer.Dispose();

        Assert.Equal(0, renderer.Disposal.Count);
    }

    [Fact]
    public void Objects_are_handed_over_by_any_thread_and_deleted_by_the_one_of_the_context()
    {
        var queue = new GlDisposalQueue();
        Exception? refused = null;
        var other = new Thread(() =>
        {
            queue.Enqueue(GlObjectKind.Texture, 7);
            refused = Record.Exception(() => queue.Drain(null!));
        });
        other.Start();
        Assert.True(other.Join(TimeSpan.FromSeconds(30)));

        Assert.IsType<InvalidOperationException>(refused);
        Assert.Equal(1, queue.Count);
        queue.Clear();
        Assert.Equal(0, queue.Count);
    }

    [Theory]
    [InlineData("4.5 (Core Profile) Mesa 22.3.6", true)]
    [InlineData("4.6.0 NVIDIA 550.54.15", true)]
    [InlineData("5.0", true)]
    [InlineData("4.1 Metal - 88", false)]
    [InlineData("3.3.0", false)]
    [InlineData("OpenGL ES 3.2", false)]
    public void Only_new_contexts_are_asked_whether_they_were_reset(string version, bool expected)
        => Assert.Equal(expected, ResetWatch.CanReport(version));
}
