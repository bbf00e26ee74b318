using System;
using System.IO;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Ui;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>What an overlay says of its frames.</summary>
public sealed class OverlayFigureTests : OverlayPanelFixture
{
    [SkippableFact]
    public void The_frame_that_stands_there_the_one_that_is_wanted_and_both_rates_are_told()
    {
        OverlayItem item = Video("cam", followsTime: true);
        _view.Overlays!.Choose(item);
        using OverlayVideoReader reader = Open();
        item.Reader = reader;
        int last = reader.FrameCount - 1;

        Pass(default);
        Assert.Contains($"Frame 3 / {last}", _canvas.Texts);
        Assert.Contains("Video 30/s, scene 0.0333/s", _canvas.Texts);

        item.LateCount = 4;
        Pass(default);
        Assert.Contains($"Frame 3 / {last}; 4 were late", _canvas.Texts);

        item.WantedFrame = 5;
        Pass(default);
        Assert.Contains($"Frame 3 / {last}, 5 is being decoded", _canvas.Texts);

        (item.WantedFrame, item.ShownFrame) = (OverlayItem.None, OverlayItem.None);
        Pass(default);
        Assert.Contains($"No frame at this time (0 to {last})", _canvas.Texts);
    }

    [SkippableFact]
    public void Where_no_time_chooses_the_frame_the_user_does()
    {
        OverlayItem item = Video("cam");
        _view.Overlays!.Choose(item);
        using OverlayVideoReader reader = Open();
        item.Reader = reader;
        Type(new UiId("overlay.frame.text"), "7");
        Assert.Equal(7, item.FrameByHand);
        Type(new UiId("overlay.frame.text"), "700000");
        Assert.Equal(reader.FrameCount - 1, item.FrameByHand);
    }

    private static OverlayVideoReader Open()
    {
        try
        {
            return OverlayVideoReader.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", "overlays", "mouse.mp4"));
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }
}
