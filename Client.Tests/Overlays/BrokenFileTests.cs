using System;
using System.IO;
using System.Text;
using System.Text.Json;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Tables;
using Fathom.Client.Overlays.Tracks;
using Fathom.Client.Tests.Ledger;
using Fathom.Client.Tests.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Overlays;

/// <summary>Files with some characters changed: they are read, or refused in words.</summary>
public sealed class BrokenFileTests
{
    private const string Letters = "0123456789.,;:-+eE[]{}\"#= \tnax\n_";

    [Fact]
    public void Calibrations_are_read_or_refused()
    {
        using var text = new MemoryStream();
        var calibration = VideoCalibration.FromLandmarks(Arena.Corners, "cm", Arena.Frame);
        CalibrationWriter.Write(text, new CalibrationDocument(calibration, new FrameReading(new CropPx(1, 2, 300, 200), 2)));

        Check(Encoding.UTF8.GetString(text.ToArray()), broken =>
        {
            CalibrationDocument document = CalibrationReader.Read(Encoding.UTF8.GetBytes(broken));
            Assert.True(document.Calibration.Map.IsInvertible && document.Calibration.Inverse.IsFinite && document.Calibration.Frame.IsValid);
            Assert.True(document.Reading.OutputSize(document.Calibration.Frame).IsValid);
        });
    }

    [Fact]
    public void Tracks_are_read_or_refused() => Check(
        "frame,x_px,y_px,id,color\n0,133,239,nose,ff8000\n1,137,246.5,nose,\n2,,,nose,\n0,120,239,tail,3060ff\n",
        broken => Assert.All(TrackFile.Read(CsvTable.Read(new StringReader(broken), "a"), "a").Tracks, track => Assert.Equal(-1, TimeIndex.FirstDisorder(track.Times.AsSpan()))));

    [Fact]
    public void Landmarks_are_read_or_refused()
    {
        Check("px,py,x_cm,y_cm\n50,50,0,80\n590,50,100,80\n590,430,100,0\n", broken => Fit(LandmarkFile.Read(CsvTable.Read(new StringReader(broken), "a"))));
        Check("50,50=0,80;590,50=100,80;590,430=100,0;50,430=0,0", broken => Fit(LandmarkFile.Read(broken)));
    }

    [Fact]
    public void Maps_beyond_all_numbers_have_no_way_back()
    {
        Assert.False(Fathom.Render.Affine2.Scale(1e200).IsInvertible);
        Assert.False(Fathom.Render.Affine2.Scale(1e-200).IsInvertible);
        Assert.True(Fathom.Render.Affine2.Scale(1e100).IsInvertible);
    }

    private static void Fit((System.Collections.Generic.IReadOnlyList<LandmarkPair> Pairs, string Unit) read)
    {
        foreach (LandmarkKind kind in Enum.GetValues<LandmarkKind>())
        {
            CalibrationRefusal? refusal = VideoCalibration.TryFromLandmarks(read.Pairs, "cm", Arena.Frame, kind, flipY: true, out VideoCalibration? calibration);
            Assert.True(refusal is null ? calibration!.Map.IsInvertible && double.IsFinite(calibration.Rms) : refusal.Why.Length > 0 && refusal.How.Length > 0);
        }
    }

    private static void Check(string whole, Action<string> read) => Programs.Check(seed =>
    {
        var text = new StringBuilder(whole);
        foreach (int value in seed)
        {
            int at = value / 64 % text.Length;
            switch (value % 3)
            {
                case 0:
                    text[at] = Letters[value / 3 % Letters.Length];
                    break;
                case 1:
                    text.Insert(at, Letters[value / 3 % Letters.Length]);
                    break;
                default:
                    text.Remove(at, Math.Min(text.Length - at, 1 + (value / 3 % 3)));
                    text.Append(' ');
                    break;
            }
        }

        try
        {
            read(text.ToString());
        }
        catch (Exception failure) when (failure is FathomException or FormatException or JsonException)
        {
            Assert.NotEmpty(failure.Message);
        }
    }, count: 1500, length: 12);
}
