using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Decoding;

/// <summary>Plays the clip through one way after another, picture by picture, and takes the time.</summary>
/// <remarks>Threads: the one that owns the context of the given window. Each picture goes all the way before the next is sent, so the figures are
/// latencies, not rates.</remarks>
internal sealed class PathTimer
{
    /// <summary>A picture that takes longer than this counts as one that never comes.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly IRenderWindow _window;
    private readonly TestClip _clip;
    private readonly TimeProvider _time;

    /// <summary>Creates a timer that draws into the window.</summary>
    public PathTimer(IRenderWindow window, TestClip clip, TimeProvider time)
    {
        _window = window;
        _clip = clip;
        _time = time;
    }

    /// <summary>Times every way that these candidates have.</summary>
    public IReadOnlyList<TimedPath> Run(IReadOnlyList<DecoderCandidate> candidates) =>
    [
        .. candidates.SelectMany(candidate => candidate.Surface == SurfaceKind.CpuPlanes
            ? [Time(candidate, "blit", RenderPath.Blit), Time(candidate, "shader", RenderPath.Shader)]
            : new[] { Time(candidate, "import", RenderPath.Shader) }),
    ];

    private TimedPath Time(DecoderCandidate candidate, string import, RenderPath path)
    {
        var copies = new CopyLedger();
        var importers = FrameImporters.ForThisSystem(copies);
        var ledger = new LeaseLedger(LeaseLimits.DefaultCap, "timing");
        using var pool = new NativeBufferPool();
        using var sink = new OneFrameSink();
        try
        {
            using GlRenderer renderer = GlRenderer.Create(_window, new RendererOptions { Path = path, Importers = importers, Copies = copies });
            using var worker = new DecodeWorker(new DecodeWorkerOptions
            {
                Ledger = ledger,
                Sink = sink,
                Time = _time,
                Copies = copies,
                OpenDecoder = options => Open(candidate, options, sink),
            });
            worker.Start();
            var samples = new Samples(_clip.Count);
            string? failure = Play(worker, renderer, importers, pool, sink, samples, round: 0);
            copies.Reset();
            samples = new Samples(_clip.Count);
            failure ??= Play(worker, renderer, importers, pool, sink, samples, round: 1);
            worker.RequestStop();
            worker.Join(s_patience);
            return Report(candidate.Path, import, failure, samples, copies);
        }
        catch (FathomException error)
        {
            return new TimedPath { Decoder = candidate.Path, Import = import, Failure = error.Why };
        }
        finally
        {
            sink.ReleaseLeft();
        }
    }

    private static IVideoDecoder Open(DecoderCandidate candidate, DecoderOptions options, OneFrameSink sink)
    {
        try
        {
            return candidate.Open(options);
        }
        catch (FathomException error)
        {
            sink.Fail(error.Why);
            throw;
        }
    }

    /// <summary>Plays the clip once. Null when every picture came and was drawn, else why not.</summary>
    private string? Play(DecodeWorker worker, GlRenderer renderer, FrameImporters importers, NativeBufferPool pool, OneFrameSink sink, Samples samples, int round)
    {
        for (int i = 0; i < _clip.Count; i++)
        {
            long begin = _time.GetTimestamp();
            worker.TryPost(_clip.Wrap(pool, i, (uint)((round * _clip.Count) + i)));
            if (!sink.TryWait(s_patience, out FrameLease lease, out string? why))
            {
                return why ?? worker.LastError ?? $"picture {i} did not come";
            }

            FrameInfo info = lease.Info;
            lease.Acquire(LeaseRole.Renderer);
            lease.Release(LeaseRole.Presenter);
            long drawBegin = _time.GetTimestamp();
            if (!renderer.Draw(lease, DrawOptions.Default))
            {
                return importers.TryTakeRefusal(out _, out string refusal) ? refusal : $"pictures in {info.Layout} cannot be drawn this way";
            }

            renderer.SwapBuffers();
            renderer.Finish();
            long end = _time.GetTimestamp();
            samples.Decode.Add(_time.GetElapsedTime(info.DecodeSubmitTicks, info.DecodeDoneTicks).TotalMilliseconds);
            samples.Draw.Add(_time.GetElapsedTime(drawBegin, end).TotalMilliseconds);
            samples.Total.Add(_time.GetElapsedTime(begin, end).TotalMilliseconds);
        }

        return null;
    }

    private TimedPath Report(string decoder, string import, string? failure, Samples samples, CopyLedger copies)
    {
        var path = new TimedPath { Decoder = decoder, Import = import, Failure = failure };
        return failure is not null ? path : path with
        {
            DecodeMs = samples.Decode.Summarize(),
            DrawMs = samples.Draw.Summarize(),
            TotalMs = samples.Total.Summarize(),
            CopiesPerFrame = (double)copies.Copies / _clip.Count,
            CopiedBytesPerFrame = (double)copies.Bytes / _clip.Count,
            Steps = [.. CopyLedger.Names.Select((name, step) => (name, (double)copies.CopiesOf((CopyStep)step) / _clip.Count)).Where(step => step.Item2 > 0)],
        };
    }

    /// <summary>The times of one round.</summary>
    private sealed class Samples(int capacity)
    {
        internal SampleWindow Decode { get; } = new(capacity);

        internal SampleWindow Draw { get; } = new(capacity);

        internal SampleWindow Total { get; } = new(capacity);
    }
}
