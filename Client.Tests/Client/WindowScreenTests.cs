using System;
using System.Collections.Generic;
using System.IO;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Tests.Render;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Client;

/// <summary>The client's screen without a window: what a lost context and a wish for a picture do.</summary>
public sealed class WindowScreenTests : IDisposable
{
    private const int Width = 160;
    private const int Height = 96;

    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-screen-").FullName;
    private readonly NativeBufferPool _pool = new();
    private readonly LeaseLedger _ledger = new(4, "screen");
    private readonly LoopState _state = new();

    public void Dispose()
    {
        _pool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public void An_idle_client_notices_a_lost_context_and_asks_for_its_picture_again()
    {
        using WindowScreen screen = Open();
        Keep();
        Show(screen);
        byte[] before = Capture(screen);
        while (screen.TryDequeue(out _))
        {
            // What came with the window.
        }

        ((HeadlessSurface)screen.Window).LoseContext();
        Assert.True(screen.IsFree());
        Assert.True(screen.TryDequeue(out InputEvent input) && input.Kind == InputKind.Refresh);
        Show(screen);

        Assert.Equal(before, Capture(screen));
        Assert.Equal(1, screen.ContextLosses);
        screen.Finish();
        Assert.Equal(0, _ledger.CountOf(LeaseRole.Renderer));
        _state.DropShown();
    }

    [SkippableFact]
    public void A_saved_picture_says_what_it_shows_and_the_window_is_drawn_again()
    {
        using WindowScreen screen = Open();
        var said = new List<string>();
        var pictures = new WindowPictures(screen, new Uri("ws://me:secret@127.0.0.1:8081/?token=x"), TimeProvider.System, said.Add) { Folder = _folder };
        Assert.Null(pictures.Save(_state, null));
        Keep();
        Show(screen);
        _state.NeedsRedraw = false;

        string? path = pictures.Save(_state, 7);

        var texts = new Dictionary<string, string>();
        CapturedImage image = PngReader.Read(File.ReadAllBytes(path!), texts);
        Assert.Equal((Width, Height), (image.Width, image.Height));
        Assert.Equal("ws://127.0.0.1:8081/", texts["fathom.server"]);
        Assert.Equal("Bt709 Limited Left", texts["fathom.colors"]);
        Assert.StartsWith("Fathom ", texts["Software"], StringComparison.Ordinal);
        Assert.True(_state.NeedsRedraw);
        Assert.Equal(2, said.Count);
        Assert.Contains(path!, said[1], StringComparison.Ordinal);
        screen.Finish();
        _state.DropShown();
    }

    private static WindowScreen Open()
    {
        try
        {
            var settings = new ClientSettings { StateUrl = new Uri("ws://h:1"), PixelUrl = new Uri("ws://h:2"), Headless = true, Width = Width, Height = Height };
            return WindowScreen.Open(settings, [SurfaceKind.CpuPlanes]);
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }

    private void Keep()
    {
        FrameLease lease = YuvSamples.Waves(PixelLayout.Yuv420P, Width, Height, ColorDescription.Bt709Limited).Open(_ledger, _pool);
        _state.Keep(lease);
        lease.Release(LeaseRole.Decoder);
    }

    private void Show(WindowScreen screen)
    {
        _state.Shown.Acquire(LeaseRole.Renderer);
        Assert.True(screen.Show(_state.Shown));
    }

    private byte[] Capture(WindowScreen screen)
    {
        _state.Shown.Acquire(LeaseRole.Renderer);
        return screen.Capture(_state.Shown).Rgba;
    }
}
