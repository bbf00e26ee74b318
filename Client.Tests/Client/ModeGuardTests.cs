using System;
using System.Linq;
using Fathom.Client.Intents;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Client;

/// <summary>Between asking for the other mode and hearing that it is shown, nothing leaves that fits only one of them.</summary>
public sealed class ModeGuardTests : IDisposable
{
    private readonly LoopFixture _f = new();

    public ModeGuardTests()
    {
        _f.BeginSession();
        _f.TellDims(0, 0, 0, 0);
        _f.Loop.Tick();
    }

    public void Dispose() => _f.Dispose();

    [Fact]
    public void A_pose_waits_until_the_server_shows_what_was_asked_for()
    {
        _f.Intents.Set(IntentQueue.Displayed, 3);
        _f.Intents.Camera.Set(MapValue.Of(("center", new double[] { 1, 2, 3 })));
        Tick(0.1);
        Accept();
        Tick(0.1);
        Assert.Equal(["ndisplay"], Sent());

        TellVolume();
        Tick(0.1);

        Assert.Equal(["ndisplay", "set"], Sent());
        Assert.Equal((StateValue)new double[] { 1, 2, 3 }, ((MapValue)_f.Posted.OfType<StateUpdate>().Last().Value)["center"]);
    }

    [Fact]
    public void Turns_after_the_wish_for_a_plane_never_leave()
    {
        TellVolume();
        _f.Intents.Set(IntentQueue.Displayed, 2);
        _f.Intents.Camera.Orbit(5, 5);
        Tick(0.1);
        Accept();
        _f.TellDims(0, 0, 0, 0);
        Tick(0.1);

        Assert.Equal(["ndisplay"], Sent());
        Assert.Equal("intent.withheld", _f.State.Errors.Last?.Code);
    }

    [Fact]
    public void Where_the_server_never_tells_the_pose_is_given_up()
    {
        _f.Intents.Set(IntentQueue.Displayed, 3);
        _f.Intents.Camera.Set(MapValue.Of(("center", new double[] { 1, 2, 3 })));
        Tick(0.1);
        Accept();
        Tick(2.1);

        Assert.Equal(["ndisplay"], Sent());
        Assert.Equal("intent.withheld", _f.State.Errors.Last?.Code);
        Assert.False(_f.Intents.IsBusy);
    }

    private string[] Sent() => [.. _f.Posted.OfType<StateUpdate>().Select(update => update.Property.Key)];

    private void Accept()
    {
        StateUpdate update = _f.Posted.OfType<StateUpdate>().Last();
        _f.Receive(AckState.Accept(new Envelope { Session = "s", FrameId = "a", Timestamp = 1 }, update.IntentId!, update.FrameId!, update.Value, 1, null));
        _f.Loop.Tick();
    }

    private void TellVolume()
    {
        _f.Receive(new NotifyDims(new Envelope { Session = "s", FrameId = "d", Timestamp = 1 }, [0, 0, 0, 0], [], 0, [[10, 20, 30, 40]], NotifyDims.VolumeMode, 3)
        {
            AxisLabels = ["t", "z", "y", "x"],
        });
        _f.Loop.Tick();
    }

    private void Tick(double seconds)
    {
        _f.Time.Advance(seconds);
        _f.Loop.Tick();
        _f.Time.Advance(0.02);
        _f.Loop.Tick();
    }
}
