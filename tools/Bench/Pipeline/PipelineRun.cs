using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fathom.Decode;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Bench.Pipeline;

/// <summary>Decodes and draws a file headless, the way of the product: unit, preparation, decoder, lease, renderer, fence. Decoding and drawing
/// overlap; every picture is drawn, and its pixels are waited for.</summary>
/// <remarks>Threads: the calling one draws, a second one decodes. One window and one renderer serve all runs.</remarks>
internal sealed class PipelineRun : IDisposable
{
    /// <summary>Pictures at the start whose allocations do not count: pools fill, methods are compiled.</summary>
    public const int Settling = 16;

    private const int MostAttempts = 8;

    private readonly PipelineSettings _settings;
    private readonly TimeProvider _time;
    private readonly CopyLedger _copies = new();
    private readonly LeaseLedger _ledger = new(name: "pipeline");
    private readonly DecoderLadder _ladder;
    private readonly FrameImporters _importers;
    private readonly IRenderWindow _window;
    private readonly GlRenderer _renderer;
    private readonly int _slices;

    /// <summary>Opens the surface, and warms everything up with the first pictures of the file.</summary>
    public PipelineRun(PipelineSettings settings, TimeProvider time, CancellationToken interrupt)
    {
        _settings = settings;
        _time = time;
        _slices = SliceCount.OfFirstUnit(settings.Input);
        _ladder = new DecoderLadder(DecoderCandidates.For(settings.Decoder));
        _importers = FrameImporters.ForThisSystem(_copies);
        using (VideoFileDecoder probe = Open(settings))
        {
            (int width, int height) = SizeOf(probe, settings.Input);
            _window = settings.IsWindowed
                ? RenderWindows.OpenWindow(new WindowOptions { Title = "fathom bench", Width = width, Height = height, VSync = false })
                : RenderWindows.OpenHeadless(width, height);
        }

        GlRenderer? renderer = null;
        try
        {
            _renderer = renderer = GlRenderer.Create(_window, new RendererOptions { Path = settings.Path, Copies = _copies, Importers = _importers });
            WarmUp(interrupt);
        }
        catch
        {
            renderer?.Dispose();
            _window.Dispose();
            throw;
        }
    }

    /// <summary>The renderer's path and why.</summary>
    public string PathInUse => _renderer.Path;

    /// <summary>Plays the file once.</summary>
    public PipelineResult Run(CancellationToken interrupt) => Run(_settings, interrupt);

    /// <summary>What the last run left in the framebuffer.</summary>
    public CapturedImage Capture() => _renderer.Capture();

    public void Dispose()
    {
        _renderer.Dispose();
        _window.Dispose();
    }

    /// <summary>The first pictures, also to find out which decoder works together with the renderer: what fails is out, and the next is tried.</summary>
    private void WarmUp(CancellationToken interrupt)
    {
        for (int attempt = 0; ; attempt++)
        {
            int refused = _ladder.Refusals.Length;
            try
            {
                Run(_settings with { Frames = _settings.WarmUp, Rate = 0, IsOneByOne = false }, interrupt);
                return;
            }
            catch (FathomException) when (attempt < MostAttempts && (IsRefusedByImporter() || _ladder.Refusals.Length > refused))
            {
                // The next one in the ladder.
            }
        }
    }

    private bool IsRefusedByImporter() => _importers.TryTakeRefusal(out string path, out string why) && _ladder.Refuse(path, why);

    private PipelineResult Run(PipelineSettings settings, CancellationToken interrupt)
    {
        _window.MakeCurrent();
        using VideoFileDecoder decoder = Open(settings);
        using var handoff = new LeaseHandoff();
        var loop = new DecodeLoop(decoder, handoff, settings, _time, interrupt);
        var drawing = new DrawLoop(_renderer, _time);
        _copies.Reset();
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        loop.Start();
        try
        {
            drawing.Run(handoff);
        }
        finally
        {
            handoff.Abort();
            loop.Join();
        }

        if (drawing.Frames == 0)
        {
            throw new FathomException(
                ExitCode.Rejected,
                $"Cannot measure with {settings.Input}.",
                interrupt.IsCancellationRequested ? "It was interrupted." : $"Not one picture came out of the decoder {decoder.DecoderName}.",
                "Check the file, for example with ffprobe.");
        }

        int settled = Math.Max(1, drawing.Frames - Settling);
        return new PipelineResult
        {
            Frames = drawing.Frames,
            Seconds = _time.GetElapsedTime(loop.StartedTicks, drawing.FinishedTicks).TotalSeconds,
            Decode = drawing.Decode.Summarize(),
            Draw = drawing.Draw.Summarize(),
            LastByteToReadable = drawing.LastByteToReadable.Summarize(),
            DecodedToReadable = drawing.DecodedToReadable.Summarize(),
            CpuMsPerFrame = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds / drawing.Frames,
            AllocatedBytesPerFrame = (double)(loop.AllocatedBytes + drawing.AllocatedBytes) / settled,
            Copies = CopiesPer(drawing.Frames),
            DecodeErrors = decoder.Errors,
            Decoder = decoder.DecoderName,
            DecoderPath = _ladder.Path ?? "",
            Refusals = [.. _ladder.Refusals.Select(refusal => $"{refusal.Path}: {refusal.Why}")],
            Path = _renderer.Path,
            Surface = _window.Description,
            Clip = new ClipFacts(
                decoder.Stream.CodecName, decoder.Format, drawing.Width, drawing.Height, _slices, drawing.Layout.ToString(), decoder.Stream.ReorderedFrames),
        };
    }

    private VideoFileDecoder Open(PipelineSettings settings) =>
        VideoFileDecoder.Open(settings.Input, new DecoderOptions { Codec = default, Ledger = _ledger, Time = _time, Threads = settings.Threads, Copies = _copies }, _ladder.Open);

    private static (int Width, int Height) SizeOf(VideoFileDecoder decoder, string input)
    {
        if (decoder.Stream.Width > 0 && decoder.Stream.Height > 0)
        {
            return (decoder.Stream.Width, decoder.Stream.Height);
        }

        throw new FathomException(ExitCode.Rejected, $"Cannot measure with {input}.", "The file does not say how large its pictures are.", "Check the file, for example with ffprobe.");
    }

    private Dictionary<string, double> CopiesPer(int frames)
    {
        var copies = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < CopyLedger.Names.Count; i++)
        {
            copies[CopyLedger.Names[i]] = (double)_copies.CopiesOf((CopyStep)i) / frames;
        }

        return copies;
    }
}
