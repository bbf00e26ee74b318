using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Client.Loop;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Tests.Client;

/// <summary>A screen whose GPU is as fast as the test says.</summary>
internal sealed class FakeScreen : IScreen, IDisposable
{
    private readonly Queue<(FrameLease Lease, ShowTimes Times)> _pending = new();
    private readonly Queue<GpuTime> _done = new();
    private readonly AutoResetEvent _wake = new(false);

    public bool IsHeadless { get; init; } = true;

    public bool CloseRequested { get; set; }

    public int Pending => _pending.Count;

    /// <summary>Whether a back buffer is free.</summary>
    public bool Free { get; set; } = true;

    /// <summary>Whether drawn pictures stay with the GPU until <see cref="Finish"/>.</summary>
    public bool Slow { get; set; }

    public List<uint> Shown { get; } = [];

    public int Placeholders { get; private set; }

    public int Wakes { get; private set; }

    public string Title { get; private set; } = string.Empty;

    public bool IsFree()
    {
        if (!Slow)
        {
            Finish();
        }

        return Free;
    }

    /// <summary>The clock that stamps what is shown; null for a screen that keeps no stamps.</summary>
    public TimeProvider? Stamps { get; set; }

    public ShowTimes LastShow { get; private set; }

    public bool TryTakeGpuTime(out GpuTime time) => _done.TryDequeue(out time);

    /// <summary>Which pictures cannot be drawn.</summary>
    public Func<FrameInfo, bool> Refuses { get; set; } = _ => false;

    public bool Show(FrameLease lease)
    {
        if (Refuses(lease.Info))
        {
            lease.Release(LeaseRole.Renderer);
            return false;
        }

        Shown.Add(lease.Info.Sequence);
        LastShow = Stamps is { } clock ? new ShowTimes(LastShow.Draw + 1, clock.GetTimestamp(), clock.GetTimestamp()) : default;
        _pending.Enqueue((lease, LastShow));
        return true;
    }

    public void ShowPlaceholder() => Placeholders++;

    public void SetTitle(string title) => Title = title;

    public void WaitEvents(TimeSpan timeout) => _wake.WaitOne(timeout);

    public void PostWake()
    {
        Wakes++;
        _wake.Set();
    }

    public void Finish()
    {
        while (_pending.TryDequeue(out (FrameLease Lease, ShowTimes Times) drawn))
        {
            drawn.Lease.Release(LeaseRole.Renderer);
            if (Stamps is { } clock)
            {
                _done.Enqueue(new GpuTime(drawn.Times.Draw, drawn.Times.Drawn, 0, clock.GetTimestamp()));
            }
        }
    }

    public void Dispose() => _wake.Dispose();
}
