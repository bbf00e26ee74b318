using System;
using Fathom.Client.Playback;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Telemetry;
using Fathom.Client.Ui;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>The panel of the stages, without server and without GL.</summary>
public sealed class StagePanelTests : IDisposable
{
    private readonly LoopFixture _f = new();
    private readonly FakeCanvas _canvas = new();
    private readonly MainView _view;
    private double _now = 1;

    public StagePanelTests()
    {
        var player = new AxisPlayer(_f.State, _f.Intents, _f.Presenter, _f.Time);
        _view = new MainView(new UiParts(_f.State, _f.Intents, player, _f.Counters, "h:1", static () => { }, _f.Time), new UiSettings("h:1"));
        _f.Telemetry.Add(_f.State.Live);
    }

    public void Dispose() => _f.Dispose();

    [Fact]
    public void It_is_hidden_until_it_is_wanted()
    {
        Pass(default);
        Assert.DoesNotContain("queue", _canvas.Texts);

        _view.Options.Stages = true;
        Pass(default);
        Assert.Contains("Move something: the first picture that shows it is measured.", _canvas.Texts);
    }

    [Fact]
    public void It_shows_each_stage_with_its_percentiles_and_what_is_known_of_clock_and_presenter()
    {
        _view.Options.Stages = true;
        _f.Telemetry.OnFrame(StageBreakdownTests.Frame());
        _f.Telemetry.OnIntent(StageBreakdownTests.Intent(), StageBreakdownTests.Frame());

        Pass(default);

        foreach (string text in (string[])["From intent to picture", "exact", "52.0 ms   95 % ≤ 52.0   99 % ≤ 52.0   of 1", "queue", "swap", "10.0", "Drops: none."])
        {
            Assert.Contains(text, _canvas.Texts);
        }

        Assert.DoesNotContain("remote", _canvas.Texts);
    }

    [Fact]
    public void Figures_change_twice_a_second_and_nothing_is_asked_for_while_nothing_comes()
    {
        _view.Options.Stages = true;
        Pass(default);
        Assert.Equal(double.PositiveInfinity, _view.Gui.RedrawAt);

        _f.Telemetry.OnIntent(StageBreakdownTests.Intent(), StageBreakdownTests.Frame());
        _now += 0.1;
        Pass(default);
        Assert.Equal(1.5, _view.Gui.RedrawAt, 6);
        Assert.DoesNotContain("exact", _canvas.Texts);

        _now = 1.5;
        Pass(default);
        Assert.Contains("exact", _canvas.Texts);
        Assert.Equal(double.PositiveInfinity, _view.Gui.RedrawAt);
    }

    [Fact]
    public void A_click_on_its_cross_closes_it()
    {
        _view.Options.Stages = true;
        Pass(default);
        Assert.True(_view.Gui.TryFind(new UiId("stages"), out ShapeRect card));
        (double x, double y) = (card.Right - 24, card.Y + 18);

        Pass(new InputEvent { Kind = InputKind.MouseDown, Button = MouseButton.Left, X = x, Y = y });
        Pass(new InputEvent { Kind = InputKind.MouseUp, Button = MouseButton.Left, X = x, Y = y });

        Assert.False(_view.Options.Stages);
    }

    private void Pass(in InputEvent input)
    {
        _canvas.Texts.Clear();
        _view.Pass(_canvas, 1400, 900, 1, _now, _f.Time.GetTimestamp(), input);
    }
}
