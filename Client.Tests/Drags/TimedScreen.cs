using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Tests.Drags;

/// <summary>A screen that notes what was shown, and how long the loop was busy between two waits.</summary>
internal sealed class TimedScreen : IScreen
{
    private readonly IScreen _inner;
    private readonly int _axis;
    private long _wokeAt = TimeProvider.System.GetTimestamp();

    public TimedScreen(IScreen inner, int axis)
    {
        _inner = inner;
        _axis = axis;
    }

    /// <summary>Milliseconds of each tick.</summary>
    public List<double> Ticks { get; } = [];

    /// <summary>Revision, index on the axis, and time of each picture, in the order of the screen.</summary>
    public List<(long Revision, int Index, long At)> Shown { get; } = [];

    public bool IsHeadless => true;

    public bool CloseRequested => false;

    public int Pending => _inner.Pending;

    public ShowTimes LastShow => _inner.LastShow;

    public bool IsFree() => _inner.IsFree();

    public bool TryTakeGpuTime(out GpuTime time) => _inner.TryTakeGpuTime(out time);

    public bool Show(FrameLease lease)
    {
        FrameInfo info = lease.Info;
        bool isShown = _inner.Show(lease);
        if (isShown && info.HasView)
        {
            Shown.Add((info.View.Revision, info.View.Step[_axis], TimeProvider.System.GetTimestamp()));
        }

        return isShown;
    }

    public void ShowPlaceholder() => _inner.ShowPlaceholder();

    public void SetTitle(string title) => _inner.SetTitle(title);

    public void WaitEvents(TimeSpan timeout)
    {
        Ticks.Add(TimeProvider.System.GetElapsedTime(_wokeAt).TotalMilliseconds);
        _inner.WaitEvents(timeout);
        _wokeAt = TimeProvider.System.GetTimestamp();
    }

    public void PostWake() => _inner.PostWake();

    public void Finish() => _inner.Finish();

    public double TickQuantile(double share) => Ticks.Order().ElementAt((int)Math.Ceiling(share * Ticks.Count) - 1);
}
