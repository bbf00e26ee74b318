using System;
using System.Linq;
using System.Text;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Timing;
using Fathom.Client.Sessions;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Specs;

public sealed class OverlaySpecTests
{
    private static readonly VideoOverlaySpec s_video = new() { Id = "cam", Path = "mouse.mp4" };

    [Fact]
    public void Overlays_come_back_from_the_session_file_as_they_were()
    {
        OverlaySpec[] specs =
        [
            s_video,
            s_video with { Id = "side", CalibrationPath = "side.json", Visible = false, Alpha = 0.7, Order = OverlayOrder.Below, Clock = new TimeLine(-2.5, 1.0001), Crop = new CropPx(1, 2, 30, 40), Downsample = 2, FrameRate = 29.97 },
            new TracksOverlaySpec { Id = "nose", Path = "tracks.csv", Of = "cam", TrailFrames = 0 },
        ];

        byte[] text = SessionJson.Write(OverlaySpecValues.Of(specs));
        OverlaySpec[] back = [.. OverlaySpecValues.Read(SessionJson.Read(text))];

        Assert.Equal(specs, back);
    }

    [Fact]
    public void A_video_is_half_transparent_above_the_picture()
    {
        var read = Assert.IsType<VideoOverlaySpec>(OverlaySpecValues.Read(Value("""[{"id":"a","kind":"video","path":"a.mp4"}]""")).Single());

        Assert.Equal((0.5, OverlayOrder.Above, true, TimeLine.Same, null, null), (read.Alpha, read.Order, read.Visible, read.Clock, read.Crop, read.Downsample));
    }

    [Fact]
    public void No_overlays_are_none()
    {
        Assert.Empty(OverlaySpecValues.Read(null));
        Assert.Empty(OverlaySpecValues.Read(Value("null")));
        Assert.Empty(OverlaySpecValues.Read(Value("[]")));
    }

    [Theory]
    [InlineData("{}", "no list")]
    [InlineData("[1]", "no object")]
    [InlineData("""[{"kind":"video","path":"a"}]""", "no 'id'")]
    [InlineData("""[{"id":"a","kind":"video"}]""", "no 'path'")]
    [InlineData("""[{"id":"a","kind":"movie","path":"a"}]""", "'movie'")]
    [InlineData("""[{"id":"a","kind":"video","path":"a","order":"between"}]""", "'between'")]
    [InlineData("""[{"id":"a","kind":"video","path":"a","alpha":"x"}]""", "'alpha'")]
    [InlineData("""[{"id":"a","kind":"video","path":"a","alpha":1.5}]""", "from 0")]
    [InlineData("""[{"id":"a","kind":"video","path":"a","downsample":0}]""", "from 1")]
    [InlineData("""[{"id":"a","kind":"video","path":"a","downsample":1.5}]""", "whole number")]
    [InlineData("""[{"id":"a","kind":"video","path":"a","crop":[1,2,3]}]""", "four whole numbers")]
    [InlineData("""[{"id":"a","kind":"video","path":"a","crop":[1,2,0,3]}]""", "1 or more")]
    [InlineData("""[{"id":"a","kind":"video","path":"a","rate":0}]""", "above 0")]
    [InlineData("""[{"id":"a","kind":"video","path":"a","fps":0}]""", "above 0")]
    [InlineData("""[{"id":"a","kind":"tracks","path":"a","trail":-1}]""", "0 frames")]
    [InlineData("""[{"id":"a","kind":"video","path":"a"},{"id":"a","kind":"tracks","path":"b"}]""", "same 'id'")]
    public void What_cannot_be_is_refused_in_words(string text, string why)
    {
        FathomException told = Assert.Throws<FathomException>(() => OverlaySpecValues.Read(Value(text)));

        Assert.Equal(ExitCode.Usage, told.ExitCode);
        Assert.Contains(why, told.Why, StringComparison.Ordinal);
        Assert.NotEmpty(told.How);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-0.001, false)]
    [InlineData(1.001, false)]
    [InlineData(double.NaN, false)]
    public void Alpha_is_a_part(double alpha, bool isFine)
    {
        Exception? told = Record.Exception(() => (s_video with { Alpha = alpha }).Checked());

        Assert.Equal(isFine, told is null);
    }

    private static Fathom.Protocol.State.StateValue Value(string text) => SessionJson.Read(Encoding.UTF8.GetBytes(text));
}
