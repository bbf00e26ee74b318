using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

/// <summary>Data that cannot be read: the rest is shown, nothing is kept that may come later, and exact pictures do without.</summary>
public sealed class PartialReaderTests : IDisposable
{
    private static readonly VolumeInfo s_info = new("torn", PaintScene.Axes(4, 128, 128), SampleType.UInt8, 0, 255, "gray");

    private readonly ArraySource _source = new(s_info, (_, index) => 1 + index[0]);
    private readonly RenderedPicture _picture = new(160, 120);

    [Fact]
    public void Only_what_a_damaged_part_takes_is_missing()
    {
        Damage(rows: (32, 48), columns: (64, 96));
        var reader = new PartialReader();
        byte[] samples = new byte[128 * 128], present = new byte[128 * 128];

        reader.Begin();
        RegionContent content = reader.Read(_source, new RegionRequest(0, [2, 0, 0], [1, 128, 128], [1, 1, 1]), samples, present, CancellationToken.None);

        Assert.Equal(RegionContent.Partial, content);
        Assert.False(reader.IsWorthAnother);
        Assert.Equal((0, 0), (present[(40 * 128) + 80], samples[(40 * 128) + 80]));
        Assert.Equal((1, 3), (present[0], samples[0]));
        Assert.Equal((1, 3), (present[(100 * 128) + 80], samples[(100 * 128) + 80]));
    }

    [Fact]
    public void A_strided_region_is_read_in_parts_as_it_would_be_in_one()
    {
        var whole = new RegionRequest(0, [0, 3, 5], [3, 120, 118], [2, 3, 1]);
        byte[] expected = new byte[whole.SampleCount], samples = new byte[whole.SampleCount], present = new byte[whole.SampleCount];
        _source.Read(whole, expected, [], CancellationToken.None);
        bool isFirst = true;
        _source.OnRead = _ =>
        {
            (bool fails, isFirst) = (isFirst, false);
            Fail(fails, ExitCode.Rejected);
        };
        var reader = new PartialReader();

        reader.Begin();
        RegionContent content = reader.Read(_source, whole, samples, present, CancellationToken.None);

        Assert.Equal(RegionContent.Complete, content);
        Assert.Equal(expected, samples);
        Assert.DoesNotContain((byte)0, present);
    }

    [Fact]
    public void All_of_it_damaged_ends_after_a_few_attempts_and_is_told_once()
    {
        _source.OnRead = _ => Fail(true, ExitCode.Rejected);
        var told = new List<string>();
        var reader = new PartialReader { Failed = error => told.Add(error.What) };
        byte[] samples = new byte[128 * 128];

        reader.Begin();
        RegionContent content = reader.Read(_source, new RegionRequest(0, [2, 0, 0], [1, 128, 128], [1, 1, 1]), samples, new byte[samples.Length], CancellationToken.None);

        Assert.Equal(RegionContent.Missing, content);
        Assert.Equal(["Cannot read it."], told);
        Assert.InRange(_source.Reads, 1, 60);
    }

    [Fact]
    public void A_store_that_does_not_answer_costs_one_attempt_and_is_asked_again_for_the_next_picture()
    {
        SceneLayout layout = SceneLayout.Of(_source);
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        SceneState state = SceneState.Initial(layout, 160, 120);
        _source.OnRead = _ => Fail(true, ExitCode.CannotConnect);
        renderer.Render(state, _picture, RenderEffort.Interactive, CancellationToken.None);
        Assert.Equal(1, _source.Reads);
        _source.OnRead = null;

        Assert.Equal(RenderOutcome.Final, renderer.Render(state, _picture, RenderEffort.Interactive, CancellationToken.None));

        Assert.Equal((2, 1L), (_source.Reads, renderer.Data.Failures));
    }

    [Fact]
    public void A_projection_is_drawn_around_what_is_damaged_and_an_exact_picture_is_refused()
    {
        Damage(rows: (0, 16), columns: (0, 16));
        SceneLayout layout = SceneLayout.Of(_source);
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        SceneState state = SceneState.Initial(layout, 160, 120);

        Assert.Equal(RenderOutcome.Final, renderer.Render(state with { DisplayedAxes = 3 }, _picture, RenderEffort.Refined, CancellationToken.None));

        Assert.Throws<FathomException>(() => renderer.RenderExact(state, 160, 120, new byte[160 * 120 * 3], CancellationToken.None));
    }

    public void Dispose() => _source.Dispose();

    private static void Fail(bool fails, ExitCode code)
    {
        if (fails)
        {
            throw new FathomException(code, "Cannot read it.", "It is torn.", "Copy it again.");
        }
    }

    private void Damage((int From, int End) rows, (int From, int End) columns) => _source.OnRead = request => Fail(
        request.Origin[1] < rows.End && request.Origin[1] + request.Size[1] > rows.From && request.Origin[2] < columns.End && request.Origin[2] + request.Size[2] > columns.From,
        ExitCode.Rejected);
}
