using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

public sealed class InputQueueTests
{
    private readonly InputQueue _queue = new();

    [Fact]
    public void Moves_that_nobody_took_become_one()
    {
        _queue.Push(new InputEvent { Kind = InputKind.MouseMove, X = 1 });
        _queue.Push(new InputEvent { Kind = InputKind.MouseMove, X = 2 });
        _queue.Push(new InputEvent { Kind = InputKind.MouseDown });
        _queue.Push(new InputEvent { Kind = InputKind.MouseMove, X = 3 });

        Assert.Equal(2, Pop().X);
        Assert.Equal(InputKind.MouseDown, Pop().Kind);
        Assert.Equal(3, Pop().X);
        Assert.False(_queue.TryPop(out _));
    }

    [Fact]
    public void Wheel_steps_add_up()
    {
        _queue.Push(new InputEvent { Kind = InputKind.Scroll, ScrollY = 1, X = 5 });
        _queue.Push(new InputEvent { Kind = InputKind.Scroll, ScrollY = 2, X = 6 });

        InputEvent e = Pop();

        Assert.Equal((3, 6), (e.ScrollY, e.X));
    }

    [Fact]
    public void Keys_keep_their_order_and_number()
    {
        _queue.Push(new InputEvent { Kind = InputKind.KeyDown, Key = Key.A });
        _queue.Push(new InputEvent { Kind = InputKind.KeyDown, Key = Key.A, IsRepeat = true });

        Assert.False(Pop().IsRepeat);
        Assert.True(Pop().IsRepeat);
    }

    [Fact]
    public void A_full_queue_drops_the_newest_and_counts()
    {
        for (int i = 0; i < InputQueue.Capacity + 3; i++)
        {
            _queue.Push(new InputEvent { Kind = InputKind.Text, Character = i });
        }

        Assert.Equal(3, _queue.Dropped);
        Assert.Equal(0, Pop().Character);
    }

    [Fact]
    public void Key_codes_are_those_of_glfw()
        => Assert.Equal((65, 256, 290, 48, 262, 340), ((int)Key.A, (int)Key.Escape, (int)Key.F1, (int)Key.Number0, (int)Key.Right, (int)Key.ShiftLeft));

    private InputEvent Pop()
    {
        Assert.True(_queue.TryPop(out InputEvent e));
        return e;
    }
}
