using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Streams;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class RestartTests : IDisposable
{
    private static readonly PropertyKey s_opacity = new("layer", "layer-0", "opacity");

    private readonly LoopFixture _f = new();

    public RestartTests()
    {
        _f.BeginSession();
        Baseline(z: 0, rect: 100, opacity: 1);
    }

    public void Dispose() => _f.Dispose();

    [Fact]
    public void A_server_that_forgot_everything_is_told_again()
    {
        SetAll();
        Restart();

        Assert.Equal((StateValue)15, Sent("index"));
        Assert.Equal((StateValue)0.5, Sent("opacity"));
        Assert.Equal((StateValue)new double[] { 0, 0, 40, 40 }, ((MapValue)Sent("set")!)["rect"]);
        Assert.Equal((StateValue)new double[] { 20, 20 }, ((MapValue)Sent("set")!)["center"]);
    }

    [Theory]
    [InlineData(100, 0.5)]
    [InlineData(40, 1)]
    public void A_server_that_comes_back_at_the_same_dims_is_told_of_camera_and_layers(double rect, double opacity)
    {
        SetAll();
        Restart(z: 15, rect, opacity);

        Assert.Equal(rect == 100, Sent("set") is not null);
        Assert.Equal(opacity == 1, Sent("opacity") is not null);
    }

    [Fact]
    public void A_server_that_lived_on_is_told_nothing()
    {
        SetAll();
        Restart(z: 15, rect: 40, opacity: 0.5);

        Assert.Empty(Updates());
    }

    [Fact]
    public void Where_another_viewer_was_seen_nothing_is_told_again()
    {
        SetAll();
        _f.TellDims("intent-other-1", 7, 15, 0, 0);
        _f.Loop.Tick();
        Restart();

        Assert.Empty(Updates());
    }

    [Fact]
    public void What_another_value_replaced_is_not_told_again()
    {
        SetAll();
        _f.TellDims(0, 3, 0, 0);
        _f.Loop.Tick();
        Restart();

        Assert.Null(Sent("index"));
        Assert.NotNull(Sent("opacity"));
    }

    [Fact]
    public void A_camera_that_the_user_never_moved_stays_where_the_server_puts_it()
    {
        _f.Intents.SetIndex(1, 15);
        Settle();
        _f.TellDims(0, 15, 0, 0);
        _f.Loop.Tick();
        Restart();

        Assert.Equal((StateValue)15, Sent("index"));
        Assert.Null(Sent("set"));
    }

    private void SetAll()
    {
        _f.Intents.SetIndex(1, 15);
        _f.Intents.Set(s_opacity, 0.5);
        _f.Intents.Camera.Pan(3, 3);
        Settle();
        Baseline(z: 15, rect: 40, opacity: 0.5);
    }

    private void Restart(int z = 0, double rect = 100, double opacity = 1)
    {
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Connected, null, 0));
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Waiting, new ChannelEnd(ChannelEndKind.Lost, "gone"), 0));
        _f.Loop.Tick();
        _f.Posted.Clear();
        _f.BeginSession();
        Baseline(z, rect, opacity);
        Settle();
    }

    private void Baseline(int z, double rect, double opacity)
    {
        var layer = MapValue.Of(("layer_id", "layer-0"), ("controls", MapValue.Of(("opacity", opacity))));
        var viewer = MapValue.Of(("camera", MapValue.Of(("rect", new double[] { 0, 0, rect, rect }), ("center", new[] { rect / 2, rect / 2 }))));
        _f.Receive(new NotifyScene(new Envelope { Session = "s", FrameId = "n", Timestamp = 1, Seq = 0, DeltaToken = "t" }, viewer, [layer]));
        _f.TellDims(0, z, 0, 0);
        _f.Loop.Tick();
    }

    /// <summary>Sends what waits and answers all of it.</summary>
    private void Settle()
    {
        for (int i = 0; i < 4; i++)
        {
            int before = _f.Posted.Count;
            _f.Time.Advance(0.1);
            _f.Loop.Tick();
            foreach (StateUpdate update in _f.Posted.Skip(before).OfType<StateUpdate>())
            {
                _f.Receive(AckState.Accept(
                    new Envelope { Session = "s", FrameId = "a", Timestamp = 1 }, update.IntentId!, update.FrameId!, update.Value, 1, null));
            }
        }

        _f.Time.Advance(2);
        _f.Loop.Tick();
    }

    private StateValue? Sent(string key) => Updates().SingleOrDefault(update => update.Property.Key == key)?.Value;

    private List<StateUpdate> Updates() => [.. _f.Posted.OfType<StateUpdate>()];
}
