using System;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Client.Tests.Client;
using Fathom.Client.Ui;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>An axis that plays from the beginning is the user's to stop.</summary>
public sealed class PlayAtStartTests : IDisposable
{
    private readonly LoopFixture _f = new();
    private readonly AxisPlayer _player;
    private readonly IUserInput _input;

    public PlayAtStartTests()
    {
        _player = new AxisPlayer(_f.State, _f.Intents, _f.Presenter, _f.Time);
        _input = new PlayAtStart("t", 30).Attach(Parts(), new Nothing(), _player);
        _f.Input = () =>
        {
            _input.Read(_f.Time.GetTimestamp());
            _player.Tick(_f.Time.GetTimestamp());
        };
    }

    public void Dispose() => _f.Dispose();

    [Fact]
    public void It_plays_from_the_first_picture_on_and_stays_stopped_when_it_is_stopped()
    {
        _f.BeginSession();
        _f.TellDims(0, 5, 0, 0);
        _f.Loop.Tick();
        Assert.False(_player.IsPlaying);

        Show();
        Assert.True(_player.IsPlaying);
        Assert.Equal((0, 30d), (_player.Axis, _player.SettingsOf("t").Fps));
        Advance();
        Assert.Equal("t", _f.Posted.OfType<StateUpdate>().Last().Property.Target);

        _player.Toggle(0, _f.Time.GetTimestamp());
        Advance();
        Assert.False(_player.IsPlaying);
    }

    [Fact]
    public void Who_plays_something_else_before_the_first_picture_is_not_disturbed()
    {
        _f.BeginSession();
        _f.TellDims(0, 5, 0, 0);
        _f.Loop.Tick();
        _player.Toggle(1, _f.Time.GetTimestamp());

        Show();
        Assert.Equal((true, 1), (_player.IsPlaying, _player.Axis));
    }

    [Fact]
    public void The_space_bar_stops_it_though_another_axis_is_chosen()
    {
        _f.BeginSession();
        _f.TellDims(0, 5, 0, 0);
        _f.Loop.Tick();
        Show();
        InputParts parts = Parts();
        var view = new MainView(new UiParts(parts.State, parts.Intents, _player, parts.Counters, "h:1", static () => { }, _f.Time), new UiSettings("h:1"));
        Assert.Equal(1, view.Dims.Current);

        new UiShortcuts(view, parts, _player, static () => { }).Press(new InputEvent { Kind = InputKind.KeyDown, Key = Key.Space }, _f.Time.GetTimestamp());
        Assert.False(_player.IsPlaying);
    }

    [Fact]
    public void Without_a_window_nothing_is_played()
    {
        var inner = new Nothing();
        Assert.Same(inner, new PlayAtStart("t", 30).Attach(Parts(), inner, player: null));
    }

    private InputParts Parts() => new(
        _f.Intents, _f.State, _f.Presenter, _f.Counters, _f.Reader.Commands, new FrameFactory(_f.Time), _f.TryPost, _f.Wake.Post, static () => { });

    private void Show()
    {
        _f.Offer(1);
        _f.Loop.Tick();
        Advance();
    }

    private void Advance()
    {
        _f.Time.Advance(0.1);
        _f.Loop.Tick();
    }

    private sealed class Nothing : IUserInput
    {
        public void Read(long now)
        {
        }
    }
}
