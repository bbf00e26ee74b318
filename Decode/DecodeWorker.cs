using System;
using System.Threading;

namespace Fathom.Decode;

/// <summary>The one decode thread: takes units from a bounded queue behind a keyframe gate, decodes every one, hands the pictures on.</summary>
/// <remarks>
/// <para>Threads: <see cref="TryPost"/>, <see cref="Configure"/> and the other notices from any thread; the sink is called on the decode
/// thread only. Nothing is allocated per frame.</para>
/// <para>Ownership: a posted unit always belongs to the worker, also when it is refused. Leases given to the sink belong to the sink; they
/// may outlive the worker.</para>
/// <para>Errors count, close the gate and ask for a key frame; none ends the loop.</para>
/// </remarks>
public sealed class DecodeWorker : IDisposable
{
    private const int IdleWaitMs = 1000;
    private const int PendingWaitMs = 25;

    private readonly DecodeWorkerOptions _options;
    private readonly DecodeTally _tally = new();
    private readonly DecodeIntake _intake;
    private readonly DecodeStage _stage;
    private readonly WakeSignal _wake = new();
    private readonly Thread _thread;
    private volatile bool _stopRequested;
    private volatile string? _lastFault;
    private int _started;
    private int _disposed;

    /// <summary>Creates the worker; <see cref="Start"/> starts its thread.</summary>
    public DecodeWorker(DecodeWorkerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _intake = new DecodeIntake(options, _tally);
        _stage = new DecodeStage(options, _tally);
        _thread = new Thread(Loop) { Name = "fathom-decode", IsBackground = true };
    }

    /// <summary>What became of every unit.</summary>
    public DecodeCounters Counters => _intake.Count();

    /// <summary>The last error, in words; null when there was none.</summary>
    public string? LastError => _lastFault ?? _stage.LastError;

    /// <summary>The decoder in use, e.g. "software h264"; null before the first key frame.</summary>
    public string? DecoderName => _stage.DecoderName;

    /// <summary>Starts the thread.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("The decode thread was started already.");
        }

        _thread.Start();
    }

    /// <summary>Hands over a unit. False when it was dropped: the gate is closed, or the worker stops. Never blocks.</summary>
    public bool TryPost(in EncodedUnit unit)
    {
        bool queued = _intake.TryPost(unit);
        _wake.Set();
        return queued;
    }

    /// <summary>The state channel announced the stream. Repeats are ignored.</summary>
    public void Configure(StreamConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (_intake.Configure(configuration))
        {
            _wake.Set();
        }
    }

    /// <summary>The pixel channel was connected (again): sequence numbers start anew, the next picture must be a key frame.</summary>
    public void OnPixelConnected()
    {
        _intake.OnConnected();
        _wake.Set();
    }

    /// <summary>The state channel can take requests (again): a wish for a key frame that is open is repeated.</summary>
    public void OnStateChannelReady()
    {
        if (_intake.OnStateChannelReady())
        {
            _wake.Set();
        }
    }

    /// <summary>Another decoder must be opened, since the pictures of this one are of no use: the gate closes until a key frame comes, which is asked
    /// for, and the decoder is opened anew for it.</summary>
    public void Reopen(string why)
    {
        _lastFault = why;
        _intake.Reopen();
        _wake.Set();
    }

    /// <summary>Does on the calling thread what the decode thread would do next, for those who run without one and want the same every time.
    /// False when there was no unit.</summary>
    public bool StepInline()
    {
        if (Volatile.Read(ref _started) != 0)
        {
            throw new InvalidOperationException("The decode thread was started already.");
        }

        return TakeOne(out _);
    }

    /// <summary>Refuses new units, drops the queued ones, lets the thread end. Never blocks.</summary>
    public void RequestStop()
    {
        _stopRequested = true;
        _intake.Stop();
        _wake.Set();
    }

    /// <summary>Waits for the thread to end; false when it has not.</summary>
    public bool Join(TimeSpan timeout) => Volatile.Read(ref _started) == 0 || _thread.Join(timeout);

    /// <summary>Stops and waits, at most a second.</summary>
    public void Dispose()
    {
        RequestStop();
        if (Join(TimeSpan.FromSeconds(1)) && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _stage.Dispose();
        }
    }

    private void Loop()
    {
        bool faulted = false;
        while (!_stopRequested)
        {
            try
            {
                if (faulted)
                {
                    faulted = false;
                    _stage.Drop();
                }

                Step();
            }

            // Boundary: the outermost wrapper of the decode thread; a bug in a decoder or a sink must not end the stream.
            catch (Exception error)
            {
                faulted = true;
                _lastFault = error.Message;
                _tally.CountFault();
                _intake.Reopen();
            }
        }

        _stage.Drop();
    }

    private void Step()
    {
        if (!TakeOne(out bool requestPending))
        {
            _wake.Wait(requestPending ? PendingWaitMs : IdleWaitMs);
        }
    }

    private bool TakeOne(out bool requestPending)
    {
        bool any = _intake.TryTake(out DecodeIntake.Taken taken);
        requestPending = taken.RequestPending;
        if (taken.GateNews)
        {
            _options.Sink.OnGateChanged(taken.State, taken.Reason);
        }

        if (taken.AskNews)
        {
            _options.Sink.OnKeyframeWanted(taken.Reason);
        }

        if (any && _stage.Run(ref taken.Unit, taken.IsKey, taken.Generation, taken.Configuration) is { } reason)
        {
            _intake.OnDecodeError(taken.Generation, reason);
        }

        return any;
    }
}
