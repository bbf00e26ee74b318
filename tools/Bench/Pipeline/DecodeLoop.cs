using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using Fathom.Decode;
using Fathom.Decode.Media;

namespace Fathom.Bench.Pipeline;

/// <summary>The decode thread of a measurement: every access unit is decoded, every picture handed on.</summary>
/// <remarks>Threads: the constructor, <see cref="Start"/> and <see cref="Join"/> belong to the drawing thread. The decoder is the caller's again after <see cref="Join"/>.</remarks>
internal sealed class DecodeLoop
{
    private readonly VideoFileDecoder _decoder;
    private readonly LeaseHandoff _handoff;
    private readonly PipelineSettings _settings;
    private readonly TimeProvider _time;
    private readonly CancellationToken _interrupt;
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    public DecodeLoop(VideoFileDecoder decoder, LeaseHandoff handoff, PipelineSettings settings, TimeProvider time, CancellationToken interrupt)
    {
        _decoder = decoder;
        _handoff = handoff;
        _settings = settings;
        _time = time;
        _interrupt = interrupt;
        _thread = new Thread(Run) { Name = "bench-decode", IsBackground = true };
    }

    /// <summary>When the first unit was asked for.</summary>
    public long StartedTicks { get; private set; }

    /// <summary>Managed bytes that the thread allocated after its first pictures.</summary>
    public long AllocatedBytes { get; private set; }

    public void Start() => _thread.Start();

    /// <summary>Waits for the thread and throws what ended it.</summary>
    public void Join()
    {
        _thread.Join();
        _failure?.Throw();
    }

    private void Run()
    {
        try
        {
            Decode();
        }

        // Boundary: the outermost wrapper of this thread; Join throws it again where somebody can say it.
        catch (Exception error)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            _handoff.Complete();
        }
    }

    private void Decode()
    {
        StartedTicks = _time.GetTimestamp();
        long before = 0;
        for (int i = 0; !_interrupt.IsCancellationRequested && (_settings.Frames == 0 || i < _settings.Frames); i++)
        {
            if (i == PipelineRun.Settling)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            WaitForTurn(i);
            if (!_decoder.TryRead(out FrameLease lease) || !_handoff.Put(lease))
            {
                break;
            }
        }

        AllocatedBytes = before == 0 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>With a rate, units come when a server would send them; one by one, when the picture before is done with.</summary>
    private void WaitForTurn(int index)
    {
        if (_settings.IsOneByOne)
        {
            _handoff.WaitUntilShown(index);
            return;
        }

        if (_settings.Rate <= 0)
        {
            return;
        }

        TimeSpan wait = TimeSpan.FromSeconds(index / _settings.Rate) - _time.GetElapsedTime(StartedTicks);
        if (wait > TimeSpan.Zero)
        {
            _interrupt.WaitHandle.WaitOne(wait);
        }
    }
}
