using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Client.Loop;
using Fathom.Decode;

namespace Fathom.Client.Tests.Client;

/// <summary>A screen whose GPU is as fast as the test says.</summary>
internal sealed class FakeScreen : IScreen, IDisposable
{
    private readonly Queue<FrameLease> _pending = new();
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
        _pending.Enqueue(lease);
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
        while (_pending.TryDequeue(out FrameLease lease))
        {
            lease.Release(LeaseRole.Renderer);
        }
    }

    public void Dispose() => _wake.Dispose();
}
