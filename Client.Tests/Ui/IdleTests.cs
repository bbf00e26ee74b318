using System;
using Fathom.Client.Hosting;
using Fathom.Client.Streams;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Render;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>A window in which nothing happens is not drawn, in virtual time, with all panels open.</summary>
public sealed class IdleTests : IDisposable
{
    private const double Step = 0.01;

    private readonly LoopFixture _f = new();
    private readonly HeadlessSurface _window = HeadlessGl.Open(1000, 600);
    private readonly ClientUi _ui;
    private int _draws;

    public IdleTests()
    {
        var parts = new InputParts(_f.Intents, _f.State, _f.Presenter, _f.Counters, _f.Reader.Commands, new FrameFactory(_f.Time), _f.TryPost, static () => { }, static () => { });
        try
        {
            _ui = new ClientUi(_window, parts, new UiSettings("h:1") { Scale = 1 }, _f.Time);
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }

        _f.Input = () => _ui.Read(_f.Time.GetTimestamp());
    }

    public void Dispose()
    {
        _ui.Dispose();
        _window.Dispose();
        _f.Dispose();
    }

    [SkippableFact]
    public void Three_seconds_without_a_picture_or_an_event_draw_nothing()
    {
        Begin();
        Pass(3);
        _draws = 0;
        Pass(3);
        Assert.Equal(0, _draws);
    }

    [SkippableFact]
    public void An_event_draws_once_and_what_it_began_comes_to_rest()
    {
        Begin();
        Pass(3);
        _draws = 0;
        _window.Push(new InputEvent { Kind = InputKind.KeyDown, Key = Key.F1 });
        Pass(0.1);
        Assert.Equal(1, _draws);
        _window.Push(new InputEvent { Kind = InputKind.KeyDown, Key = Key.Escape });
        Pass(3);
        _draws = 0;
        Pass(3);
        Assert.Equal(0, _draws);
    }

    [SkippableFact]
    public void A_trouble_counts_its_seconds_at_a_modest_rate()
    {
        Begin();
        Pass(3);
        _draws = 0;
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Waiting, new ChannelEnd(ChannelEndKind.Lost, "It broke."), _f.Time.GetTimestamp() + 60_000_000));
        Pass(3);
        Assert.InRange(_draws, 20, 35);
    }

    [SkippableFact]
    public void One_escape_too_many_leaves_only_when_it_comes_twice()
    {
        Begin();
        Pass(1);
        var escape = new InputEvent { Kind = InputKind.KeyDown, Key = Key.Escape };
        _window.Push(escape);
        Pass(0.1);
        Assert.Null(_f.State.Exit);
        Assert.NotNull(_ui.Main.Notices.Text);

        // Too late is once again.
        Pass(3);
        _window.Push(escape);
        Pass(0.1);
        Assert.Null(_f.State.Exit);
        _window.Push(escape);
        Pass(0.1);
        Assert.NotNull(_f.State.Exit);
    }

    private void Begin()
    {
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Connected, null, 0));
        _f.Inbox.Post(new ChannelChanged(ChannelKind.Pixel, ChannelPhase.Connected, null, 0));
        _f.BeginSession();
        _f.Receive(new NotifyScene(
            new Envelope { Session = "s", FrameId = "f", Timestamp = 1, Seq = 0, DeltaToken = "t" }, MapValue.Empty, [MapValue.Of(("layer_id", "layer-0"), ("name", "nuclei"))]));
        _f.TellDims(1, 12, 0, 0);
        _f.State.Gate = new GateChanged(GateState.Live, GateReason.Start);
        _f.Counters.NoteSequence(0);
        _f.Counters.CountReceived(100);
        _f.Offer(0);
    }

    /// <summary>Ticks as often as a busy window would, and draws as the screen does.</summary>
    private void Pass(double seconds)
    {
        for (double t = 0; t < seconds; t += Step)
        {
            int before = _f.Screen.Shown.Count + _f.Screen.Placeholders;
            _f.Loop.Tick();
            if (_f.Screen.Shown.Count + _f.Screen.Placeholders > before)
            {
                _ui.Draw(default);
                _draws++;
            }

            _f.Time.Advance(Step);
        }
    }
}
