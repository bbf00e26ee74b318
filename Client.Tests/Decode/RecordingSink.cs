using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Decode;

namespace Fathom.Client.Tests.Decode;

/// <summary>A sink that notes everything, looks at each picture and lets it go at once.</summary>
internal sealed class RecordingSink : IFrameSink
{
    private readonly Lock _lock = new();
    private readonly List<(uint Sequence, byte Gray)> _frames = [];
    private readonly List<string> _news = [];

    /// <summary>Runs on the decode thread with the presenter role held; returns true when it kept the lease.</summary>
    internal Func<FrameLease, bool>? Keep { get; set; }

    internal (uint Sequence, byte Gray)[] Frames
    {
        get
        {
            lock (_lock)
            {
                return [.. _frames];
            }
        }
    }

    /// <summary>The pictures so far, and forgets them.</summary>
    internal (uint Sequence, byte Gray)[] TakeFrames()
    {
        lock (_lock)
        {
            (uint Sequence, byte Gray)[] taken = [.. _frames];
            _frames.Clear();
            return taken;
        }
    }

    internal string[] News
    {
        get
        {
            lock (_lock)
            {
                return [.. _news];
            }
        }
    }

    public void OnFrame(FrameLease lease)
    {
        PlaneView plane = lease.GetPlane(0);
        byte gray = plane.IsEmpty ? (byte)0 : plane.Row(Math.Min(4, plane.Rows - 1))[Math.Min(4, plane.RowBytes - 1)];
        uint sequence = lease.Info.Sequence;
        if (Keep?.Invoke(lease) != true)
        {
            lease.Release(LeaseRole.Presenter);
        }

        lock (_lock)
        {
            _frames.Add((sequence, gray));
        }
    }

    public void OnGateChanged(GateState state, GateReason reason) => Note($"{state} {reason}");

    public void OnKeyframeWanted(GateReason reason) => Note($"ask {reason}");

    /// <summary>Waits until the condition holds; false after ten seconds.</summary>
    internal static bool WaitFor(Func<bool> condition) => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60));

    private void Note(string text)
    {
        lock (_lock)
        {
            _news.Add(text);
        }
    }
}
