using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Ui;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Files that are dropped or chosen become overlays, or it is said why not.</summary>
public sealed class OverlayAdditionsTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
#pragma warning disable CA2213 // What was begun may still wake.
    private readonly SemaphoreSlim _woken = new(0);
#pragma warning restore CA2213
    private readonly FakeOverlayStack _stack = new();
    private readonly UiNotices _notices = new();
    private readonly OverlaysModel _model;

    public OverlayAdditionsTests()
    {
        _model = new OverlaysModel(_stack, _notices, _folder.Path, null, () => _woken.Release());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_video_and_its_tracks_come_together_and_belong_together()
    {
        await DropAsync(File("mouse.mp4"), File("nose.csv", "frame,x_px,y_px\n0,1,1\n1,2,2\n"));

        Assert.Equal(["mouse", "nose"], _stack.Items.Select(static item => item.Spec.Id));
        Assert.Equal("mouse", Assert.IsType<TracksOverlaySpec>(_stack.Items[1].Spec).Of);
        Assert.Equal("nose", _model.Chosen!.Spec.Id);
    }

    [Fact]
    public async Task Tracks_in_the_world_need_no_video_and_names_are_never_taken_twice()
    {
        string path = File("nose.csv", "t,x_cm,y_cm\n0,1,1\n1,2,2\n");
        await DropAsync(path);
        await DropAsync(path);

        Assert.Equal(["nose", "nose-2"], _stack.Items.Select(static item => item.Spec.Id));
        Assert.All(_stack.Items, static item => Assert.Null(((TracksOverlaySpec)item.Spec).Of));
    }

    [Fact]
    public async Task What_is_no_overlay_is_refused_in_words_and_the_others_are_added()
    {
        await DropAsync(File("notes.txt"), File("mouse.mp4"), _folder["gone.mp4"]);

        Assert.Equal("mouse", Assert.Single(_stack.Items).Spec.Id);
        Assert.True(_notices.IsBad);
        Assert.Contains("2 of 3", _notices.Text, StringComparison.Ordinal);
        Assert.Contains("notes.txt", _notices.Text, StringComparison.Ordinal);
        Assert.Contains("gone.mp4", _notices.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calibration_goes_to_the_video_that_it_is_for_and_one_beside_a_dropped_video_is_found_anyhow()
    {
        string video = File("mouse.mp4");
        string beside = Calibration("mouse.mp4.calibration.json"), other = Calibration("other.json");
        await DropAsync(video, beside);
        Assert.Null(_stack.Items[0].Spec.CalibrationPath);

        await DropAsync(other);
        Assert.Equal(other, _stack.Items[0].Spec.CalibrationPath);
        Assert.Contains("laid in its place", _notices.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calibration_without_a_video_to_give_it_to_says_what_to_do()
    {
        string calibration = Calibration("some.json");
        await DropAsync(calibration);
        Assert.Contains("There is no video yet", _notices.Text, StringComparison.Ordinal);

        await DropAsync(File("a.mp4"), File("b.mp4"));
        _model.Choose(null);
        await DropAsync(calibration);
        Assert.Contains("Choose the video", _notices.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_adds_all_that_it_names()
    {
        await DropAsync(File("all.json", """[{"id": "cam", "kind": "video", "path": "mouse.mp4", "alpha": 0.3}, {"id": "nose", "kind": "tracks", "path": "t.csv", "of": "cam"}]"""));
        Assert.Equal(["cam", "nose"], _stack.Items.Select(static item => item.Spec.Id));
        Assert.Equal(_folder["mouse.mp4"], _stack.Items[0].Spec.Path);
    }

    [Fact]
    public async Task Nothing_is_added_to_a_volume_and_it_is_said_why()
    {
        _stack.IsVolume = true;
        await DropAsync(File("mouse.mp4"));
        Assert.Empty(_stack.Items);
        Assert.Contains("3 axes are shown. Show a slice.", _notices.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_no_reader_takes_goes_again_with_its_reason_and_what_can_be_mended_stays()
    {
        await DropAsync(File("mouse.mp4"), File("nose.csv", "frame,x_px,y_px\n0,1,1\n"));
        foreach (OverlayItem item in _stack.Items)
        {
            (item.Phase, item.Error) = (OverlayPhase.Failed, new FathomException(ExitCode.Usage, $"Cannot show {item.Spec.Id}.", "It is broken.", "Mend it."));
        }

        _stack.Version++;
        Assert.True(_model.Drain());

        Assert.Equal("nose", Assert.Single(_stack.Items).Spec.Id);
        Assert.Contains("It is broken. Mend it.", _notices.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uncalibrated_video_offers_to_be_calibrated_when_it_is_there()
    {
        VideoOverlaySpec? opened = null;
        _model.Calibrate = spec => opened = spec;
        await DropAsync(File("mouse.mp4"));
        _stack.Items[0].Phase = OverlayPhase.Ready;
        _stack.Version++;
        _model.Drain();

        Assert.Equal("Calibrate…", _notices.Offered);
        _notices.Accept();
        Assert.Equal("mouse", opened!.Id);
        Assert.Null(_notices.Text);
    }

    [Fact]
    public void A_drop_of_nothing_and_one_of_too_much_are_told()
    {
        _model.Drop(new DroppedFiles([], 0));
        Assert.Contains("no file", _notices.Text, StringComparison.Ordinal);
        _model.Drop(new DroppedFiles([_folder["x.mp4"]], 5));
        Assert.Contains("5 of the dropped files were left out", _notices.Text, StringComparison.Ordinal);
    }

    private string File(string name, string content = "x")
    {
        System.IO.File.WriteAllText(_folder[name], content);
        return _folder[name];
    }

    private string Calibration(string name) => File(name, """{"transform": [[0.25, 0, 0], [0, 0.25, 0], [0, 0, 1]], "frame_size_px": [64, 48], "unit": "cm"}""");

    private async Task DropAsync(params string[] paths)
    {
        _model.Drop(new DroppedFiles([.. paths], 0));
        Assert.True(await _woken.WaitAsync(s_patience), "No answer came.");
        _model.Drain();
    }
}
