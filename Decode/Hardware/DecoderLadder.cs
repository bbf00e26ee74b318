using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>The paths of a run, best first. Each is really tried; one that fails, when it is opened or later, is out, and the reason is kept.</summary>
/// <remarks>
/// <para>Give <see cref="Open"/> to a <see cref="DecodeWorker"/>. A path that fails in mid-stream ends like any decoder error: the gate closes, a key
/// frame is asked for, the last picture stays; the decoder that is opened for the key frame is then one of the next path.</para>
/// <para>Threads: <see cref="Open"/> on the decode thread; the rest from any thread.</para>
/// </remarks>
public sealed class DecoderLadder
{
    /// <summary>Decoders in a row that may end without a picture. One may be the stream's fault.</summary>
    private const int LargestFruitlessRun = 2;

    private readonly Lock _lock = new();
    private readonly Rung[] _rungs;
    private ImmutableArray<DecoderRefusal> _refusals = [];
    private volatile string? _path;
    private volatile string? _decoderName;
    private volatile int _codec;

    /// <summary>Creates a ladder; the last candidate has nothing below it and is never given up.</summary>
    /// <param name="candidates">The paths, best first.</param>
    /// <param name="reason">Why in this order, for reports.</param>
    public DecoderLadder(IReadOnlyList<DecoderCandidate> candidates, string reason = "")
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfZero(candidates.Count);
        _rungs = [.. candidates.Select(candidate => new Rung(candidate))];
        Reason = reason;
    }

    /// <summary>Raised when a path is put out, on the thread that found out; must not block.</summary>
    public event Action<DecoderRefusal>? Refused;

    /// <summary>The path in use; null before the first decoder.</summary>
    public string? Path => _path;

    /// <summary>Why the paths come in this order.</summary>
    public string Reason { get; }

    /// <summary>The names of the paths, in the order in which they are tried.</summary>
    public IReadOnlyList<string> Order => [.. _rungs.Select(rung => rung.Candidate.Path)];

    /// <summary>Where the pictures of the paths may live, each place once.</summary>
    public IReadOnlyCollection<SurfaceKind> Surfaces => [.. _rungs.Select(rung => rung.Candidate.Surface).Distinct()];

    /// <summary>What was tried and is out, in the order in which it failed.</summary>
    public ImmutableArray<DecoderRefusal> Refusals
    {
        get
        {
            lock (_lock)
            {
                return _refusals;
            }
        }
    }

    /// <summary>Opens a decoder of the first path that is not out; throws what the last one said when none opens.</summary>
    public IVideoDecoder Open(DecoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        for (int i = 0; ; i++)
        {
            Rung rung = _rungs[i];
            bool last = i == _rungs.Length - 1;
            if (!last && IsOut(rung, options.Codec))
            {
                continue;
            }

            try
            {
                IVideoDecoder decoder = rung.Candidate.Open(options);
                _path = rung.Candidate.Path;
                _decoderName = decoder.Name;
                _codec = (int)options.Codec;
                return last ? decoder : new LadderDecoder(this, i, decoder, options.Codec);
            }
            catch (FathomException error) when (!last)
            {
                Refuse(i, options.Codec, error.Why);
            }
        }
    }

    /// <summary>Puts a path out from outside, e.g. because its pictures cannot be drawn. True when it is the one in use and was not out before: the
    /// worker must then be told to open another decoder.</summary>
    /// <param name="decoderName">What the picture said of itself (<see cref="FrameInfo.Path"/>): late news of an older path is no news.</param>
    /// <param name="why">What failed.</param>
    public bool Refuse(string decoderName, string why)
    {
        int index = Array.FindIndex(_rungs, rung => rung.Candidate.Path == _path);
        return index >= 0 && index < _rungs.Length - 1 && decoderName == _decoderName && Refuse(index, (VideoCodec)_codec, why);
    }

    internal bool Refuse(int index, VideoCodec codec, string why)
    {
        DecoderRefusal refusal;
        lock (_lock)
        {
            Rung rung = _rungs[index];
            if ((rung.Out & Bit(codec)) != 0)
            {
                return false;
            }

            rung.Out |= Bit(codec);
            refusal = new DecoderRefusal(rung.Candidate.Path, why);
            _refusals = _refusals.Add(refusal);
        }

        Refused?.Invoke(refusal);
        return true;
    }

    /// <summary>A picture came: whatever failed before was not the path's fault.</summary>
    internal void NoteFruit(int index) => Volatile.Write(ref _rungs[index].Fruitless, 0);

    /// <summary>A decoder ends with an error and gave no picture.</summary>
    internal void NoteFruitless(int index, VideoCodec codec, string why)
    {
        if (Interlocked.Increment(ref _rungs[index].Fruitless) >= LargestFruitlessRun)
        {
            Refuse(index, codec, why);
        }
    }

    private static int Bit(VideoCodec codec) => 1 << ((int)codec & 31);

    private bool IsOut(Rung rung, VideoCodec codec)
    {
        lock (_lock)
        {
            return (rung.Out & Bit(codec)) != 0;
        }
    }

    private sealed class Rung(DecoderCandidate candidate)
    {
        internal int Out;
        internal int Fruitless;

        internal DecoderCandidate Candidate { get; } = candidate;
    }
}
