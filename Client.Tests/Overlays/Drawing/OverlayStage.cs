using System;
using System.Collections.Generic;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.LocalVideo;
using Fathom.Decode;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Drawing;

/// <summary>Overlays over black pictures that a test shows one by one, on a real surface and a clock that the test moves. No thread runs: the test itself does what
/// the overlays' threads would (<see cref="Serve"/>), when it wants it done.</summary>
internal sealed class OverlayStage : IDisposable
{
    public const int Width = 160;
    public const int Height = 96;

    /// <summary>Where the first voxel's corner lies in the pictures.</summary>
    public const int Left = 40;
    public const int Top = 16;

    private readonly NativeBufferPool _pool = new();
    private readonly LeaseLedger _ledger = new(8, "overlays");
    private readonly Dictionary<OverlayDesk, OverlayOpener> _openers = [];

    public OverlayStage(int cacheFrames = VideoReaderOptions.DefaultCacheFrames)
    {
        try
        {
            Screen = WindowScreen.Open(new ClientSettings { StateUrl = new Uri("ws://h:1"), PixelUrl = new Uri("ws://h:2"), Headless = true, Width = Width, Height = Height }, [SurfaceKind.CpuPlanes]);
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }

        Tools = new OverlayTools(Screen.Window, () => Screen.Area, Time)
        {
            Start = desk =>
            {
                _openers.Add(desk, new OverlayOpener((spec, options) => OverlayVideoReader.Open(spec.Path, options with { CacheFrames = cacheFrames })));
                return new NoThread();
            },
        };
        Stack = new OverlayStack(Tools, Screen.Layers, State, intents: null, Said.Add);
    }

    public FakeTime Time { get; } = new();

    public LoopState State { get; } = new();

    public WindowScreen Screen { get; }

    public OverlayTools Tools { get; }

    public OverlayStack Stack { get; }

    public List<string> Said { get; } = [];

    public TemporaryFolder Folder { get; } = new();

    /// <summary>A video whose frames carry their number, ten a second, of the size of the scene.</summary>
    public VideoOverlaySpec Video(int frames = 8, string id = "cam") => new()
    {
        Id = id,
        Path = TinyVideo.Make(Folder, $"{id}.mkv", frames, "-c:v ffv1 -pix_fmt gray"),
        Alpha = 1,
    };

    /// <summary>The server tells a scene of 64×64 voxels, a micrometre each, with times.</summary>
    public void Tell(int times = 8, double secondsPerStep = 0.1, double first = 0, int ndisplay = 2, double scale = 1, string timeUnit = "second")
    {
        var envelope = new Envelope { Session = "s", FrameId = "d", Timestamp = 1 };
        MapValue layer = MapValue.Of(
            ("layer_id", "a"),
            ("scale", new[] { secondsPerStep, 1, scale, scale }),
            ("translate", new[] { first, 0.0, 0, 0 }),
            ("metadata", MapValue.Of(("units", new ListValue([timeUnit, "micrometer", "micrometer", "micrometer"])))));
        State.View = State.View.With(new NotifyScene(envelope with { Seq = 0, DeltaToken = "t" }, MapValue.Empty, [layer]));
        TellDims(0, times, ndisplay);
    }

    /// <summary>The server tells where its axes stand.</summary>
    public void TellDims(int step, int times = 8, int ndisplay = 2)
    {
        var dims = new NotifyDims(
            new Envelope { Session = "s", FrameId = "d", Timestamp = 1 }, [step, 0, 0, 0], [], 0, [[times, 4, 64, 64]], ndisplay == 2 ? NotifyDims.PlaneMode : NotifyDims.VolumeMode, ndisplay)
        {
            AxisLabels = ["t", "z", "y", "x"],
            Displayed = ndisplay == 2 ? [2, 3] : [1, 2, 3],
        };
        State.Dims = dims;
        State.View = State.View.With(dims);
    }

    /// <summary>A new picture is drawn, one pixel a voxel.</summary>
    public CapturedImage Show(int step, double left = Left, double top = Top, int axes = 2)
    {
        FrameLease lease = Open(step, left, top, axes);
        State.Keep(lease);
        lease.Release(LeaseRole.Decoder);
        return Redraw();
    }

    /// <summary>The same picture is drawn again.</summary>
    public CapturedImage Redraw()
    {
        Stack.Update();
        return Draw();
    }

    /// <summary>Draws without a tick before it.</summary>
    public CapturedImage Draw()
    {
        State.NeedsRedraw = false;
        State.Shown.Acquire(LeaseRole.Renderer);
        Assert.True(Screen.Show(State.Shown));
        return Screen.CaptureDrawn();
    }

    /// <summary>Does all that was ordered and wanted, as the overlays' threads would.</summary>
    public void Serve()
    {
        Stack.Update();
        for (bool has = true; has;)
        {
            has = false;
            foreach ((OverlayDesk desk, OverlayOpener opener) in _openers)
            {
                while (desk.IsBusy)
                {
                    has = true;
                    ServeOne(desk, opener);
                }
            }

            Stack.Update();
        }
    }

    /// <summary>A lease of a black picture; the caller gives its decoder role back.</summary>
    public FrameLease Open(int step, double left = Left, double top = Top, int axes = 2)
    {
        const int ChromaWidth = Width / 2, ChromaHeight = Height / 2;
        int total = (Width * Height) + (2 * ChromaWidth * ChromaHeight);
        NativeBuffer buffer = _pool.Rent(total);
        buffer.Length = total;
        buffer.Bytes[..(Width * Height)].Fill(16);
        buffer.Bytes[(Width * Height)..total].Fill(128);
        nint at = buffer.Address;
        PlaneView[] planes =
        [
            new(at, Width, Width, Height),
            new(at + (Width * Height), ChromaWidth, ChromaWidth, ChromaHeight),
            new(at + (Width * Height) + (ChromaWidth * ChromaHeight), ChromaWidth, ChromaWidth, ChromaHeight),
        ];
        var view = new FrameView([step, 0, 0, 0], axes == 2 ? [2, 3] : [1, 2, 3])
        {
            WorldToPixel = new ViewMatrix([1, 0, 0, left + 0.5, 0, 1, 0, top + 0.5, 0, 0, 1, 0, 0, 0, 0, 1]),
        };
        var info = new FrameInfo { Width = Width, Height = Height, Layout = PixelLayout.Yuv420P, Color = ColorDescription.Bt709Limited, Path = "test", HasView = true, View = view };
        return _ledger.TryOpen(info, planes, buffer, out FrameLease lease) ? lease : throw new InvalidOperationException("The ledger of the test is full.");
    }

    /// <summary>The number that a video carries in a picture; −1 where it is not seen.</summary>
    public static int NumberIn(CapturedImage image, double left = Left, double top = Top)
    {
        int number = 0;
        bool isSeen = false;
        for (int bit = 0; bit < 16; bit++)
        {
            int x = (int)left + (bit % 4 * 16) + 8, y = (int)top + (bit / 4 * 16) + 8;
            int sample = image.Row(y)[x * 4];
            number |= sample > 128 ? 1 << bit : 0;
            isSeen |= sample > 128;
        }

        return isSeen ? number : -1;
    }

    public void Dispose()
    {
        Stack.Dispose();
        foreach (OverlayOpener opener in _openers.Values)
        {
            opener.Dispose();
        }

        Screen.Finish();
        State.DropShown();
        Screen.Dispose();
        _pool.Dispose();
        Folder.Dispose();
    }

    private static void ServeOne(OverlayDesk desk, OverlayOpener opener)
    {
        Assert.True(desk.TryNext(out PlaceOrder? order, out int frame, out System.Threading.CancellationToken cancel));
        if (order is not null)
        {
            desk.Answer(opener.Do(order, new Progress<double>(), cancel));
            return;
        }

        LocalReadResult result = opener.Reader!.TryRead(frame, out LocalFrame picture, cancel);
        desk.Take(frame, result, picture);
    }

    private sealed class NoThread : IOverlayThread
    {
        public double Progress => 1;

        public bool HasEnded => true;

        public void Dispose()
        {
        }
    }
}
