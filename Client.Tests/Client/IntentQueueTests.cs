using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fathom.Protocol.Json;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class IntentQueueTests : IDisposable
{
    private readonly LoopFixture _f = new();

    public IntentQueueTests()
    {
        _f.BeginSession();
        _f.TellDims(3, 5, 0, 0);
        _f.Loop.Tick();
    }

    public void Dispose() => _f.Dispose();

    [Fact]
    public void The_first_step_goes_at_once_with_an_index_on_z()
    {
        _f.Intents.StepPrimary(1);
        _f.Loop.Tick();

        StateUpdate update = Assert.Single(Updates());
        Assert.Equal(new PropertyKey("dims", "z", "index"), update.Property);
        Assert.Equal((StateValue)6, update.Value);
    }

    [Fact]
    public void While_answers_are_out_only_the_last_value_waits()
    {
        for (int i = 0; i < 12; i++)
        {
            _f.Intents.StepPrimary(1);
            _f.Time.Advance(0.02);
            _f.Loop.Tick();
        }

        int sent = Updates().Count;
        Assert.InRange(sent, 2, 6);
        Answer(Updates()[0]);

        Assert.Equal((StateValue)17, Updates()[^1].Value);
        Assert.Equal(sent + 1, Updates().Count);
    }

    [Fact]
    public void Steps_stay_within_the_axis()
    {
        _f.Intents.StepPrimary(-100);
        _f.Loop.Tick();
        Answer(Updates()[0]);
        _f.Intents.StepPrimary(1000);
        _f.Time.Advance(0.02);
        _f.Loop.Tick();

        Assert.Equal([(StateValue)0, 19], Updates().Select(static update => update.Value));
    }

    [Fact]
    public void Zooms_that_wait_multiply_and_moves_add_up()
    {
        _f.RoomInOutbox = false;
        for (int i = 0; i < 3; i++)
        {
            _f.Intents.Camera.Zoom(2, i, 3, 10);
            _f.Intents.Camera.Pan(1, -2);
        }

        _f.RoomInOutbox = true;
        _f.Time.Advance(0.1);
        _f.Loop.Tick();

        var zoom = (MapValue)Updates().Single(static update => update.Property.Key == "zoom").Value;
        var pan = (MapValue)Updates().Single(static update => update.Property.Key == "pan").Value;
        Assert.Equal((StateValue)0.125, zoom["factor"]);
        Assert.Equal((StateValue)new double[] { 2, 7 }, zoom["anchor_px"]);
        Assert.Equal((StateValue)3.0, pan["dx_px"]);
        Assert.Equal((StateValue)(-6.0), pan["dy_px"]);
    }

    [Fact]
    public void What_a_broken_connection_lost_is_asked_for_again()
    {
        _f.Intents.SetIndex(1, 15);
        _f.Loop.Tick();
        _f.Intents.OnDisconnected();
        _f.Posted.Clear();

        _f.BeginSession();
        _f.TellDims(3, 5, 0, 0);
        _f.Loop.Tick();
        _f.Time.Advance(0.1);
        _f.Loop.Tick();

        Assert.Equal((StateValue)15, Assert.Single(Updates()).Value);
    }

    [Theory]
    [InlineData("camera", "main", "orbit", "{\"d_az_deg\":1,\"d_el_deg\":0}")]
    [InlineData("camera", "main", "set", "{\"zoom\":2}")]
    [InlineData("layer", "layer-0", "contrast_limits", "[3,3]")]
    [InlineData("layer", "layer-0", "contrast_limits", "{\"lo\":3,\"hi\":3}")]
    [InlineData("layer", "layer-0", "blending", "\"average\"")]
    [InlineData("volume", "main", "colormap", "\"no such map\"")]
    [InlineData("volume", "main", "contrast_limits", "[0.5,0.5]")]
    [InlineData("multiscale", "main", "policy", "\"auto\"")]
    public void What_stops_a_plain_server_never_leaves_and_is_not_shown(string scope, string target, string name, string json)
    {
        var key = new PropertyKey(scope, target, name);

        _f.Intents.Set(key, Value(json));
        for (int i = 0; i < 3; i++)
        {
            _f.Time.Advance(0.1);
            _f.Loop.Tick();
        }

        Assert.Empty(Updates());
        Assert.NotNull(_f.State.LastError);
        Assert.Null(_f.Intents.Shown(key));
        Assert.False(_f.Intents.IsBusy);
    }

    [Fact]
    public void What_never_left_says_nothing_about_the_round_trip()
    {
        _f.Intents.ObserveRoundTrip(TimeSpan.FromMilliseconds(150), _f.Time.GetTimestamp());
        for (int i = 0; i < 5; i++)
        {
            _f.Intents.Set(new PropertyKey("layer", "layer-0", "contrast_limits"), new double[] { i, i });
            _f.Time.Advance(0.05);
            _f.Loop.Tick();
        }

        for (int i = 0; i < 6; i++)
        {
            _f.Intents.StepPrimary(1);
            _f.Time.Advance(0.02);
            _f.Loop.Tick();
        }

        Assert.True(Updates().Count >= 4, $"only {Updates().Count} of 6 steps left within a round trip of 150 ms");
    }

    [Fact]
    public void A_full_outbox_loses_nothing()
    {
        _f.RoomInOutbox = false;
        _f.Intents.StepPrimary(1);
        _f.Loop.Tick();
        _f.RoomInOutbox = true;
        _f.Time.Advance(0.1);
        _f.Loop.Tick();

        Assert.Equal((StateValue)6, Assert.Single(Updates()).Value);
    }

    [Fact]
    public void The_newest_revision_of_the_answers_is_known()
    {
        _f.Intents.StepPrimary(1);
        _f.Loop.Tick();

        Answer(Updates()[0], revision: 41);
        _f.Loop.Tick();

        Assert.Equal(41, _f.Intents.LastRevision);
        Assert.False(_f.Intents.IsBusy);
        Assert.Equal(1, _f.State.Acks);
    }

    [Fact]
    public void Nothing_is_sent_before_the_axes_are_known()
    {
        using var f = new LoopFixture();
        f.BeginSession();
        f.Loop.Tick();

        Assert.False(f.Intents.StepPrimary(1));
        f.Intents.Camera.Pan(1, 1);
        f.Loop.Tick();

        Assert.Empty(f.Posted);
    }

    private static StateValue Value(string json)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json));
        return StateValueReader.Read(ref scanner);
    }

    private List<StateUpdate> Updates() => [.. _f.Posted.OfType<StateUpdate>()];

    private void Answer(StateUpdate update, long? revision = null)
    {
        _f.Time.Advance(0.01);
        _f.Receive(AckState.Accept(
            new Envelope { Session = "s", FrameId = "a", Timestamp = 1 }, update.IntentId!, update.FrameId!, update.Value, 1, revision));
        _f.Loop.Tick();
    }
}
