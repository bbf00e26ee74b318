namespace Fathom.Render;

/// <summary>Events between the window system's callbacks and the main loop.</summary>
/// <remarks>Threads: both ends are the main thread; GLFW calls back only while it is asked for events. Drop policy: moves and resizes that
/// nobody took yet become one, wheel steps add up; when it is full all the same, the new event is dropped and counted.</remarks>
internal sealed class InputQueue
{
    internal const int Capacity = 256;

    private readonly InputEvent[] _events = new InputEvent[Capacity];
    private int _head;
    private int _count;

    /// <summary>Events lost because the queue was full.</summary>
    internal long Dropped { get; private set; }

    internal void Push(in InputEvent e)
    {
        if (_count > 0)
        {
            ref InputEvent last = ref _events[(_head + _count - 1) % Capacity];
            if (last.Kind == e.Kind && e.Kind is (InputKind.MouseMove or InputKind.Resize or InputKind.Refresh))
            {
                last = e;
                return;
            }

            if (last.Kind == e.Kind && e.Kind == InputKind.Scroll)
            {
                // Of amounts that add up the first counts: that one waits longest for its picture.
                last = e with { At = last.At, ScrollX = last.ScrollX + e.ScrollX, ScrollY = last.ScrollY + e.ScrollY };
                return;
            }
        }

        if (_count == Capacity)
        {
            Dropped++;
            return;
        }

        _events[(_head + _count) % Capacity] = e;
        _count++;
    }

    internal bool TryPop(out InputEvent e)
    {
        if (_count == 0)
        {
            e = default;
            return false;
        }

        e = _events[_head];
        _events[_head] = default;
        _head = (_head + 1) % Capacity;
        _count--;
        return true;
    }
}
