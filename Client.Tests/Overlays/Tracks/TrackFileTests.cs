using System;
using System.IO;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Tables;
using Fathom.Client.Overlays.Timing;
using Fathom.Client.Overlays.Tracks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Overlays.Calibration;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Tracks;

public sealed class TrackFileTests
{
    [Fact]
    public void Pixels_of_a_video_land_where_the_calibration_puts_them()
    {
        TrackSet set = TrackFile.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", "overlays", "tracks.csv"));
        var calibration = VideoCalibration.FromScale(0.25, "cm", Arena.Frame);

        PlacedTrack nose = set.Place("mm", calibration, [0, 1 / 30.0, 2 / 30.0], new TimeLine(10)).Single(track => track.Id == "nose");

        Assert.Equal((true, TrackClock.Frames, false), (set.IsPixels, set.Clock, set.IsPoints));
        Assert.Equal([10, 10 + (1 / 30.0), 10 + (2 / 30.0)], nose.Times.ToArray());
        Arena.Near(new(1.33 * 250, 2.41 * 250), nose.Points[0], 1e-9);
        Assert.Equal(ShapeColor.Rgb(0xff8000), nose.Color);
    }

    [Fact]
    public void The_world_is_in_the_unit_of_its_columns()
    {
        TrackSet set = Read("t_ms;X [cm];Y [cm]\n1000;1;2\n0;3;4\n");

        PlacedTrack track = Assert.Single(set.Place("µm", null, null, TimeLine.Same));

        Assert.Equal([0, 1], track.Times.ToArray());
        Arena.Near(new(30_000, 40_000), track.Points[0], 1e-6);
    }

    [Fact]
    public void Without_a_unit_places_are_in_the_scenes_own() =>
        Assert.Equal(new PointWorld(5, 6), Read("t,x,y\n0,5,6\n").Place("furlong", null, null, TimeLine.Same)[0].Points[0]);

    [Fact]
    public void What_was_not_seen_is_a_gap()
    {
        PlacedTrack track = Read("t,x,y,id\n0,1,1,a\n1,,,a\n2,NaN,3,a\n3,4,4,a\n").Place("", null, null, TimeLine.Same)[0];

        Assert.Equal([true, false, false, true], track.Points.Select(point => point.IsFinite));
    }

    [Fact]
    public void Many_places_of_one_time_without_names_are_points()
    {
        TrackSet set = Read("t,x,y\n0,1,1\n0,2,2\n0,3,3\n1,4,4\n");

        Assert.True(set.IsPoints);
        Assert.Equal([2, 1, 1], set.Tracks.Select(track => track.Times.Length));
    }

    [Fact]
    public void Remarks_tabs_and_quotes_are_understood()
    {
        TrackSet set = Read("# made by hand\nframe\tx\ty\tid\n\n4\t1\t2\t\"left, paw\"\n");

        Assert.Equal("left, paw", Assert.Single(set.Tracks).Id);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("t,x\n0,1\n", "no column y")]
    [InlineData("x,y\n0,1\n", "no column t or frame")]
    [InlineData("t,x_px,y_cm\n0,1,2\n", "no one unit")]
    [InlineData("t,x_furlong,y_furlong\n0,1,2\n", "known unit")]
    [InlineData("t_cm,x,y\n0,1,2\n", "known unit for t")]
    [InlineData("t,x,y\n0,1,z\n", "Line 2 has 'z' for y")]
    [InlineData("t,x,y\n,1,2\n", "Line 2 has '' for t")]
    [InlineData("frame,x,y\n1.5,1,2\n", "no frame")]
    [InlineData("frame,x,y\n-1,1,2\n", "no frame")]
    [InlineData("t,x,y\n0,1,2,3\n", "4 cells")]
    [InlineData("t,x,y,id\n0,1,1,a\n0,2,2,a\n", "Line 3 gives a second place for 'a'")]
    [InlineData("t,x,y,color\n0,1,1,red\n", "hexadecimal")]
    public void What_is_wrong_with_a_file_is_said_with_its_line(string text, string why)
    {
        FathomException told = Assert.Throws<FathomException>(() => Read(text));

        Assert.Equal(ExitCode.Usage, told.ExitCode);
        Assert.Contains(why, told.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_need_a_calibration_frames_need_times_and_units_must_convert()
    {
        Assert.Contains("no calibration", Assert.Throws<FathomException>(() => Read("t,x_px,y_px\n0,1,2\n").Place("cm", null, null, TimeLine.Same)).Why, StringComparison.Ordinal);
        Assert.Contains("count frames", Assert.Throws<FathomException>(() => Read("frame,x,y\n0,1,2\n").Place("cm", null, null, TimeLine.Same)).Why, StringComparison.Ordinal);
        Assert.Contains("frame 7", Assert.Throws<FathomException>(() => Read("frame,x,y\n7,1,2\n").Place("cm", null, [0, 1], TimeLine.Same)).Why, StringComparison.Ordinal);
        Assert.Contains("are in cm", Assert.Throws<FathomException>(() => Read("t,x_cm,y_cm\n7,1,2\n").Place("furlong", null, null, TimeLine.Same)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_no_memory_holds_is_refused_at_its_first_row_too_many()
    {
        using var folder = new TemporaryFolder();
        using (FileStream file = File.Create(folder["large.csv"]))
        {
            file.SetLength(1L << 30);
        }

        FathomException lengthy = Assert.Throws<FathomException>(() => CsvTable.Read(new StringReader("t,x,y\n0,1,1\n1,1,1\n2,1,1\n"), "long.csv", mostRows: 2));
        FathomException large = Assert.Throws<FathomException>(() => CsvTable.Read(folder["large.csv"]));

        Assert.Equal(2, CsvTable.Read(new StringReader("t,x,y\n0,1,1\n1,1,1\n"), "exact.csv", mostRows: 2).Rows.Count);
        Assert.Contains("more than 2 rows", lengthy.Why, StringComparison.Ordinal);
        Assert.Contains("512 MiB", large.Why, StringComparison.Ordinal);
    }

    private static TrackSet Read(string text) => TrackFile.Read(CsvTable.Read(new StringReader(text), "tracks.csv"), "tracks.csv");
}
