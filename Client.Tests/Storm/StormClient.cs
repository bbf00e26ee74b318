using System;
using System.Threading;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Render;
using Fathom.Decode;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Storm;

/// <summary>The client from units to pixels, without sockets: the real worker, decoder, sink, presenter and renderer, and the loop's way of drawing.</summary>
internal sealed class StormClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly FakeTime _time;
    private readonly StormServer _server;
    private readonly ClientInbox _inbox = new(static () => { });
    private readonly FrameSink _sink;
    private readonly LoopState _state = new();
    private readonly DecodeWorker _worker;
    private readonly GlRenderer _renderer;
    private long _lastShown;
    private bool _redraw;

    internal StormClient(FakeTime time, StormServer server, RenderPath path)
    {
        _time = time;
        _server = server;
        Surface = HeadlessGl.Open(320, 240);
        _renderer = HeadlessGl.Renderer(Surface, path);
        Presenter = new PresenterQueue(new PresenterOptions { Policy = PresenterPolicy.Latest }, Counters.Drops);
        _sink = new FrameSink(Presenter, _inbox, new WakeSource(static () => { }, time), Counters, time);
        _worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = Ledger, Sink = _sink, Time = time, KeyframeCoolDown = TimeSpan.FromMilliseconds(20) });
        _worker.Configure(server.Configuration);
        _worker.Start();
    }

    internal LeaseLedger Ledger { get; } = new(LeaseLimits.DefaultCap, "storm");

    internal FlightCounters Counters { get; } = new();

    internal PresenterQueue Presenter { get; }

    internal HeadlessSurface Surface { get; }

    internal DrawOptions Options { get; set; } = DrawOptions.Default;

    internal DecodeWorker Worker => _worker;

    internal int Losses => _renderer.ContextLosses;

    internal long Shown { get; private set; }

    internal int Checked { get; private set; }

    internal void Receive(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _worker.TryPost(_server.Next());
        }
    }

    internal void Reconnect()
    {
        _time.Advance(0.001);
        _server.Reconnect();
        _sink.NoteConnected();
        _worker.OnPixelConnected();
    }

    internal void Redraw() => _redraw = true;

    /// <summary>One turn of the loop.</summary>
    internal void Tick(bool look)
    {
        _time.Advance(0.001);
        while (_inbox.TryTake(out ClientEvent? news))
        {
            // The state channel carries the wish; the answer is in the next picture.
            _server.KeyWanted |= news is KeyframeWanted;
        }

        _redraw |= _renderer.RecoverIfLost();
        _renderer.RetireFences();
        if (!_renderer.WaitForPreviousSwap(s_patience))
        {
            throw new TimeoutException("The swap does not end.");
        }

        if (Presenter.TryTake(_time.GetTimestamp() / 1e6, out FrameLease lease))
        {
            long sent = lease.Info.FirstByteTicks;
            Assert.True(sent > _lastShown, "a picture older than the last one was shown");
            _lastShown = sent;
            Shown++;
            _state.Keep(lease);
            lease.Acquire(LeaseRole.Renderer);
            lease.Release(LeaseRole.Presenter);
            Show(lease, look);
        }
        else if (_redraw && !_state.Shown.IsNull)
        {
            _state.Shown.Acquire(LeaseRole.Renderer);
            Show(_state.Shown, look);
        }
    }

    /// <summary>Lets the decoder catch up; what it made still waits to be shown.</summary>
    internal void Breathe() => Assert.True(SpinWait.SpinUntil(IsDecoded, s_patience), $"units are stuck: {_worker.Counters}");

    /// <summary>Lets everything come to rest and asks who holds what.</summary>
    internal void Settle()
    {
        Breathe();
        _time.Advance(1);
        while (Presenter.Count > 0)
        {
            Tick(look: false);
        }

        _renderer.Finish();
        Assert.Equal(0, Ledger.CountOf(LeaseRole.Renderer));
        Assert.Equal(0, Ledger.CountOf(LeaseRole.Presenter));
        Assert.Equal(0, Ledger.CountOf(LeaseRole.Decoder));
        Assert.Equal(_state.Shown.IsNull ? 0 : 1, Ledger.CountOf(LeaseRole.Cache));
    }

    public void Dispose()
    {
        _worker.RequestStop();
        Assert.True(_worker.Join(s_patience));
        Presenter.Clear(DropReason.Stopped);
        _state.DropShown();
        _renderer.Finish();
        _worker.Dispose();
        _renderer.Dispose();
        Surface.Dispose();
    }

    /// <summary>Everything is accounted for, and the decode thread has let go of what it counted.</summary>
    private bool IsDecoded()
    {
        DecodeCounters now = _worker.Counters;
        return Ledger.CountOf(LeaseRole.Decoder) == 0
            && Ledger.CountOf(LeaseRole.Presenter) == Presenter.Count
            && now.Received == _server.Sent
            && now.Received == now.Delivered + now.Gated + now.Superseded + now.OverCapacity + now.DecodeError + now.Stopped;
    }

    private void Show(FrameLease lease, bool look)
    {
        byte gray = _server.GrayAt(lease.Info.FirstByteTicks);
        _redraw = false;
        Assert.True(_renderer.Draw(lease, Options));
        if (look)
        {
            Look(gray);
        }

        _renderer.SwapBuffers();
    }

    /// <summary>The flat half, which comes first in memory, is the lower one.</summary>
    private void Look(byte gray)
    {
        ViewTransform view = _renderer.View;
        int x = view.X + (view.Width / 2);
        int y = view.Y + (view.Height * 3 / 4);
        if (x < 0 || y < 0 || x >= Surface.FramebufferWidth || y >= Surface.FramebufferHeight)
        {
            return;
        }

        double expected = Math.Clamp(((gray - 16) * 255 / 219.0) - (255 / 224.0 * ((0.187324 * (110 - 128)) + (0.468124 * (140 - 128)))), 0, 255);
        int found = _renderer.Capture().Row(y)[(x * 4) + 1];
        Assert.True(Math.Abs(found - expected) <= 8, $"gray {gray}: {expected:F0} expected, {found} found in {view}");
        Checked++;
    }
}
