using System;
using System.IO;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Drawing;

/// <summary>What overlays do when the scene under them changes, and when one of them cannot be shown.</summary>
public sealed class OverlaySceneChangeTests
{
    [SkippableFact]
    public void A_volume_hides_overlays_with_one_notice_and_the_plane_brings_them_back()
    {
        using var stage = new OverlayStage();
        OverlayItem item = stage.Stack.Add(stage.Video());
        OverlayItem other = stage.Stack.Add(stage.Video(id: "other"));
        stage.Tell();
        stage.Show(3);
        stage.Serve();
        Assert.Equal(3, OverlayStage.NumberIn(stage.Redraw()));
        stage.Said.Clear();

        // The server has told, and the picture still shows the plane.
        stage.TellDims(3, ndisplay: 3);
        Assert.Equal(3, OverlayStage.NumberIn(stage.Redraw()));
        Assert.Equal(-1, OverlayStage.NumberIn(stage.Show(3, axes: 3)));
        stage.Redraw();
        Assert.Equal((OverlayPhase.HiddenInVolume, OverlayPhase.HiddenInVolume), (item.Phase, other.Phase));
        Assert.Contains("2 overlays are hidden", Assert.Single(stage.Said), StringComparison.Ordinal);
        FathomException refused = Assert.Throws<FathomException>(() => stage.Stack.Add(item.Spec with { Id = "third" }));
        Assert.Contains("3 axes", refused.Why, StringComparison.Ordinal);

        stage.TellDims(3);
        Assert.Equal(3, OverlayStage.NumberIn(stage.Show(3)));
        stage.Redraw();
        Assert.Equal(OverlayPhase.Ready, item.Phase);
        Assert.Single(stage.Said);
    }

    [SkippableFact]
    public void Another_dataset_places_them_anew_and_says_what_no_longer_fits()
    {
        using var stage = new OverlayStage();
        OverlayItem item = stage.Stack.Add(stage.Video());
        stage.Tell();
        stage.Show(3);
        stage.Serve();
        stage.Redraw();
        int version = stage.Stack.Version;

        // Its clock has nothing in common with the video's.
        stage.Tell(first: 1000);
        Assert.Equal(-1, OverlayStage.NumberIn(stage.Redraw()));
        stage.Serve();
        stage.Redraw();
        Assert.Equal(OverlayPhase.Failed, item.Phase);
        Assert.Contains("No frame of the scene lies in the video", stage.Said[^1], StringComparison.Ordinal);
        Assert.True(stage.Stack.Version > version);

        // Half as large: stretched over it, the video is too.
        stage.Tell(scale: 0.5);
        stage.Serve();
        CapturedImage image = stage.Redraw();
        Assert.Equal(OverlayPhase.Ready, item.Phase);
        Assert.Equal(32, item.Aligned!.Quad.TopRight.X - item.Aligned.Quad.TopLeft.X, 6);
        Assert.True(image.Row(OverlayStage.Top + 4)[(OverlayStage.Left + 4) * 4] > 128);
        Assert.True(image.Row(OverlayStage.Top + 4)[(OverlayStage.Left + 12) * 4] > 128);
    }

    [SkippableFact]
    public void Moving_along_an_axis_is_no_other_scene()
    {
        using var stage = new OverlayStage();
        stage.Stack.Add(stage.Video());
        stage.Tell();
        stage.Show(1);
        stage.Serve();
        stage.Redraw();
        int version = stage.Stack.Version;
        for (int step = 0; step < 8; step++)
        {
            stage.TellDims(step);
            stage.Stack.Update();
        }

        Assert.Equal(version, stage.Stack.Version);
    }

    [SkippableFact]
    public void A_broken_file_is_an_error_of_its_own_overlay()
    {
        using var stage = new OverlayStage();
        File.WriteAllText(stage.Folder["broken.mp4"], "no video");
        OverlayItem broken = stage.Stack.Add(new VideoOverlaySpec { Id = "broken", Path = stage.Folder["broken.mp4"] });
        OverlayItem gone = stage.Stack.Add(new TracksOverlaySpec { Id = "gone", Path = stage.Folder["gone.csv"] });
        OverlayItem lost = stage.Stack.Add(new TracksOverlaySpec { Id = "lost", Path = stage.Folder["gone.csv"], Of = "nobody" });
        stage.Stack.Add(stage.Video());
        stage.Tell();
        stage.Show(3);
        stage.Serve();

        Assert.Equal(3, OverlayStage.NumberIn(stage.Redraw()));
        Assert.Equal([OverlayPhase.Failed, OverlayPhase.Failed, OverlayPhase.Failed, OverlayPhase.Ready], stage.Stack.Items.Select(static item => item.Phase));
        Assert.Contains("broken.mp4", broken.Error!.What, StringComparison.Ordinal);
        Assert.Contains("gone.csv", gone.Error!.What, StringComparison.Ordinal);
        Assert.Contains("'nobody'", lost.Error!.Why, StringComparison.Ordinal);
        Assert.Equal(stage.Said.Count, stage.Said.Distinct().Count());
        Assert.True(stage.Stack.Remove("broken"));
        Assert.Equal(3, OverlayStage.NumberIn(stage.Redraw()));
    }

    [SkippableFact]
    public void An_overlay_moves_with_the_picture_that_is_drawn_elsewhere_than_it_was_sent_for()
    {
        using var stage = new OverlayStage();
        stage.Stack.Add(stage.Video());
        stage.Tell();
        stage.Show(3);
        stage.Serve();
        stage.Screen.Overlay = new Shifted(new DrawOptions(FitMode.Fit, 0) { Area = new PictureArea(0, 0, OverlayStage.Width, OverlayStage.Height), Shift = new PictureShift(1, 13, -7) });

        Assert.Equal(3, OverlayStage.NumberIn(stage.Redraw(), OverlayStage.Left + 13, OverlayStage.Top - 7));
    }

    [SkippableFact]
    public void What_is_below_is_drawn_before_what_is_above_and_each_in_its_order()
    {
        using var stage = new OverlayStage();
        foreach (string id in (string[])["a", "b", "c", "d"])
        {
            stage.Stack.Add(new VideoOverlaySpec { Id = id, Path = "none", Order = id is "b" or "d" ? OverlayOrder.Below : OverlayOrder.Above });
        }

        Assert.Equal(["stream", "overlay[b]", "overlay[d]", "overlay[a]", "overlay[c]", "annotations", "hud"], stage.Screen.Layers.Names);
        Assert.True(stage.Stack.Move("c", 0));
        Assert.True(stage.Stack.Remove("d"));
        Assert.Equal(["stream", "overlay[b]", "overlay[c]", "overlay[a]", "annotations", "hud"], stage.Screen.Layers.Names);
        Assert.Equal(["c", "a", "b"], stage.Stack.Items.Select(static item => item.Spec.Id));
        Assert.Throws<FathomException>(() => stage.Stack.Add(new VideoOverlaySpec { Id = "a", Path = "none" }));
        Assert.False(stage.Stack.Remove("d"));
    }

    [SkippableFact]
    public void A_drawn_frame_allocates_nothing()
    {
        using var stage = new OverlayStage();
        OverlayItem item = stage.Stack.Add(stage.Video());
        File.WriteAllText(stage.Folder["t.csv"], "t,x,y,id\n0,10,10,a\n0.2,20,30,a\n0.5,40,35,a\n0,50,50,b\n0.6,20,20,b\n");
        stage.Stack.Add(new TracksOverlaySpec { Id = "tracks", Path = stage.Folder["t.csv"] });
        stage.Tell();
        stage.Show(1);
        stage.Serve();
        for (int step = 0; step < 8; step++)
        {
            item.Reader!.Read(step).Dispose();
        }

        FrameLease[] leases = [stage.Open(4), stage.Open(5)];
        stage.Redraw();
        ViewTransform view = stage.Screen.View;
        int turn = 0;
        long bytes = LeastAllocated.Bytes(() =>
        {
            stage.State.Drawing = leases[turn++ % 2];
            stage.Screen.Layers.Draw(view);
            stage.State.Drawing = default;
            stage.Stack.Update();
        });

        Assert.Equal(0, bytes);
        Assert.Contains(item.ShownFrame, (int[])[4, 5]);
        foreach (FrameLease lease in leases)
        {
            lease.Release(LeaseRole.Decoder);
        }
    }

    private sealed class Shifted(DrawOptions options) : IFrameOverlay
    {
        public DrawOptions Options => options;

        public void Draw(ViewTransform view)
        {
        }
    }
}
