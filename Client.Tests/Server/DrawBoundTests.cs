using System.Threading;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>When the render thread gives up what it draws.</summary>
public sealed class DrawBoundTests
{
    private readonly DrawBound _bound = new();
    private readonly SceneState _state = new(1, [0, 0, 0], 2, default!, default!, []) { Order = [0, 1, 2], Thickness = [1, 1, 1] };

    [Fact]
    public void A_picture_that_somebody_waits_for_is_drawn_to_its_end_though_the_next_is_wanted()
    {
        CancellationToken token = _bound.Begin(_state);
        _bound.Change(_state with { Revision = 2, Step = [1, 0, 0] });
        Assert.False(token.IsCancellationRequested);
    }

    [Fact]
    public void A_picture_of_other_axes_is_given_up()
    {
        CancellationToken token = _bound.Begin(_state);
        _bound.Change(_state with { Order = [1, 0, 2] });
        Assert.True(token.IsCancellationRequested);

        token = _bound.Begin(_state);
        Assert.False(token.IsCancellationRequested);
        _bound.Change(_state with { DisplayedAxes = 3 });
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public void Other_data_or_the_end_and_any_change_at_rest_end_it()
    {
        CancellationToken token = _bound.Begin(_state);
        _bound.Change(null);
        Assert.True(token.IsCancellationRequested);

        token = _bound.Begin(null);
        _bound.Change(_state);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public void What_was_drawn_before_ends_nothing_that_comes_after()
    {
        _bound.Begin(_state);
        _bound.End();
        _bound.Change(_state with { DisplayedAxes = 3 });
        Assert.False(_bound.Begin(_state).IsCancellationRequested);
    }
}
