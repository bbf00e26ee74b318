using System;
using System.Threading;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.LocalVideo;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Drawing;

/// <summary>The thread of an overlay. Every wait here is for a signal that must come; how long it takes does not matter.</summary>
public sealed class OverlayWorkerTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly VideoOverlaySpec s_spec = new() { Id = "cam", Path = "none.mp4" };

    private readonly TemporaryFolder _folder = new();
    private readonly OverlayDesk _desk = new();

    public void Dispose()
    {
        _desk.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Disposal_ends_a_file_that_is_being_opened()
    {
        using var began = new ManualResetEventSlim();
        var worker = new OverlayWorker(
            _desk,
            (_, options) =>
            {
                began.Set();
                options.Cancel.WaitHandle.WaitOne(s_patience);
                options.Cancel.ThrowIfCancellationRequested();
                throw new InvalidOperationException("Nobody cancelled it.");
            },
            static () => { })
        {
            EndPatience = s_patience,
        };
        _desk.Place(new PlaceOrder(s_spec, null, null, 1));
        Assert.True(began.Wait(s_patience));
        worker.Dispose();

        Assert.True(worker.HasEnded);
        Assert.False(_desk.TryTakeAnswer(out _));
        worker.Dispose();
    }

    [Fact]
    public void Disposal_right_after_the_start_ends_the_thread()
    {
        var worker = new OverlayWorker(_desk, static (_, _) => throw new InvalidOperationException(), static () => { }) { EndPatience = s_patience };
        worker.Dispose();
        Assert.True(worker.HasEnded);
        _desk.Want(3, isThere: false, [4, 5]);
        Assert.True(_desk.WaitIdle(s_patience));
    }

    [Fact]
    public void A_mistake_of_ours_costs_the_overlay_and_not_the_window()
    {
        using var worker = new OverlayWorker(_desk, static (_, _) => throw new InvalidOperationException("a bug"), static () => { }) { EndPatience = s_patience };
        for (int number = 1; number <= 2; number++)
        {
            _desk.Place(new PlaceOrder(s_spec, null, null, number));
            Assert.True(_desk.WaitIdle(s_patience));
            Assert.True(_desk.TryTakeAnswer(out PlaceAnswer answer));
            Assert.Equal((number, ExitCode.Bug), (answer.Order.Number, answer.Error!.ExitCode));
        }
    }

    [SkippableFact]
    public void The_wanted_frame_comes_and_all_is_given_back_in_the_end()
    {
        string path = TinyVideo.Make(_folder, "v.mkv", 40, "-c:v ffv1 -pix_fmt gray");
        OverlayVideoReader? opened = null;
        using var woken = new SemaphoreSlim(0);
        var worker = new OverlayWorker(_desk, (spec, options) => opened = OverlayVideoReader.Open(path, options), () => woken.Release()) { EndPatience = s_patience };
        _desk.Place(new PlaceOrder(s_spec with { Path = path }, null, null, 1));
        Assert.True(_desk.WaitIdle(s_patience));
        Assert.True(_desk.TryTakeAnswer(out PlaceAnswer answer));
        Assert.Same(opened, answer.Reader);
        foreach (int frame in (int[])[7, 30, 2])
        {
            _desk.Want(frame, isThere: false, [frame + 1, frame + 2]);
            Assert.True(_desk.WaitIdle(s_patience));
            Assert.True(_desk.Has(frame));
            Assert.True(_desk.TryTake(frame, out LocalFrame picture));
            Assert.Equal(frame, TinyVideo.NumberIn(picture));
            picture.Dispose();
            Assert.False(_desk.TryTake(frame, out _));
        }

        // One is left on the desk, and others are being decoded ahead or not: either way nothing stays out.
        _desk.Want(20, isThere: false, [21, 22, 23, 24]);
        worker.Dispose();
        Assert.True(worker.HasEnded);
        Assert.Equal(0, opened!.FramesOut);
        Assert.True(woken.CurrentCount > 0);
    }

    [SkippableFact]
    public void Frames_are_decoded_ahead_before_somebody_wants_them()
    {
        string path = TinyVideo.Make(_folder, "v.mkv", 40, "-c:v ffv1 -pix_fmt gray");
        OverlayVideoReader? opened = null;
        using var worker = new OverlayWorker(_desk, (spec, options) => opened = OverlayVideoReader.Open(path, options), static () => { }) { EndPatience = s_patience };
        _desk.Place(new PlaceOrder(s_spec with { Path = path }, null, null, 1));
        _desk.Want(10, isThere: false, [11, 12, 13]);
        Assert.True(SpinWait.SpinUntil(() => opened is not null && IsKept(opened, 13), s_patience));
        Assert.True(IsKept(opened!, 11) && IsKept(opened!, 12));
    }

    private static bool IsKept(OverlayVideoReader reader, int frame)
    {
        bool isKept = reader.TryGetCached(frame, out LocalFrame picture);
        picture.Dispose();
        return isKept;
    }
}
