using System;
using System.Threading;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class RangeRefinementTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void The_first_picture_is_drawn_before_the_range_is_known_and_then_it_is_told()
    {
        using var drawn = new ManualResetEventSlim();
        using var told = new ManualResetEventSlim();
        using var source = new Slow(drawn);
        var layout = SceneLayout.Of(source);
        LayerRange? found = null;
        using var refinement = new RangeRefinement(layout, (_, range) =>
        {
            found = range;
            told.Set();
        });
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        var picture = new RenderedPicture(64, 64);

        refinement.Start();
        renderer.Render(SceneState.Initial(layout, 64, 64), picture, RenderEffort.Refined, CancellationToken.None);
        Assert.Null(found);
        drawn.Set();

        Assert.True(told.Wait(s_patience));
        Assert.Equal((10.0, 250.0), (found!.Value.Low, found.Value.High));
    }

    [Fact]
    public void Limits_that_the_data_name_are_left_alone()
    {
        using var drawn = new ManualResetEventSlim(true);
        using var source = new Slow(drawn) { IsEstimated = false };
        int told = 0;
        var refinement = new RangeRefinement(SceneLayout.Of(source), (_, _) => told++);

        refinement.Start();
        refinement.Dispose();

        Assert.Equal(0, told);
        Assert.Equal(0, source.Scans);
    }

    [Fact]
    public void Whatever_goes_wrong_in_the_scan_ends_no_process()
    {
        var info = new VolumeInfo("odd", Painting.PaintScene.Axes(2, 8, 8), SampleType.UInt8, 0, 255, "gray") { ContrastIsEstimated = true };
        using var source = new Painting.ArraySource(info, static (_, _) => 1) { OnRead = static _ => throw new ArgumentException("Not inside.") };
        int told = 0;
        var refinement = new RangeRefinement(SceneLayout.Of(source), (_, _) => told++);

        refinement.Start();
        Assert.True(SpinWait.SpinUntil(() => source.Reads > 0, s_patience));
        refinement.Dispose();

        Assert.Equal((0, 1), (told, source.Reads));
    }

    [Fact]
    public void A_scan_ends_when_the_data_are_closed()
    {
        using var never = new ManualResetEventSlim();
        using var source = new Slow(never);
        var refinement = new RangeRefinement(SceneLayout.Of(source), static (_, _) => { });
        refinement.Start();
        SpinWait.SpinUntil(() => source.Scans > 0, s_patience);

        refinement.Dispose();

        Assert.True(source.WasCancelled);
    }

    /// <summary>Four planes; one of them at a time is drawn at once, a scan waits until it may.</summary>
    private sealed class Slow(ManualResetEventSlim mayScan) : IVolumeSource
    {
        private volatile bool _wasCancelled;
        private int _scans;

        public bool IsEstimated { get; init; } = true;

        public bool WasCancelled => _wasCancelled;

        public int Scans => Volatile.Read(ref _scans);

        public VolumeInfo Info => new(
            "slow", [new("t", AxisKind.Time, 4, 1, ""), new("y", AxisKind.Space, 8, 1, ""), new("x", AxisKind.Space, 8, 1, "")], SampleType.UInt8, 0, 255, "gray")
        {
            ContrastIsEstimated = IsEstimated,
        };

        public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
        {
            if (Thread.CurrentThread.Name == "fathom-range")
            {
                Interlocked.Increment(ref _scans);
                try
                {
                    mayScan.Wait(s_patience, cancel);
                }
                catch (OperationCanceledException)
                {
                    _wasCancelled = true;
                    throw;
                }
            }

            destination.Fill(100);
            destination[..8].Fill(10);
            destination[^8..].Fill(250);
            return RegionContent.Complete;
        }

        public void Dispose()
        {
        }
    }
}
