using System;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Bench.Pipeline;

/// <summary>The drawing side of a measurement: takes each picture, draws it, waits until its pixels are readable, and notes the times.</summary>
/// <remarks>Threads: the window's.</remarks>
internal sealed class DrawLoop
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly GlRenderer _renderer;
    private readonly TimeProvider _time;

    public DrawLoop(GlRenderer renderer, TimeProvider time)
    {
        _renderer = renderer;
        _time = time;
    }

    public SampleList Decode { get; } = new();

    public SampleList Draw { get; } = new();

    public SampleList LastByteToReadable { get; } = new();

    public SampleList DecodedToReadable { get; } = new();

    /// <summary>Pictures drawn.</summary>
    public int Frames { get; private set; }

    /// <summary>When the last picture was readable.</summary>
    public long FinishedTicks { get; private set; }

    /// <summary>Managed bytes that this thread allocated after the first pictures.</summary>
    public long AllocatedBytes { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public PixelLayout Layout { get; private set; }

    /// <summary>Draws until nothing follows.</summary>
    public void Run(LeaseHandoff handoff)
    {
        long before = 0;
        while (handoff.TryTake(out FrameLease lease))
        {
            if (Frames == PipelineRun.Settling)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            Show(lease);
            Frames++;
            handoff.NoteShown();
        }

        AllocatedBytes = before == 0 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Show(FrameLease lease)
    {
        ref readonly FrameInfo info = ref lease.Info;
        long lastByte = info.LastByteTicks, submitted = info.DecodeSubmitTicks, decoded = info.DecodeDoneTicks;
        (Width, Height, Layout) = (info.Width, info.Height, info.Layout);
        lease.Acquire(LeaseRole.Renderer);
        lease.Release(LeaseRole.Decoder);
        if (!_renderer.WaitForPreviousSwap(s_patience))
        {
            lease.Release(LeaseRole.Renderer);
            throw new FathomException(ExitCode.MissingLibrary, "Cannot draw.", $"GL has not finished a picture within {s_patience.TotalSeconds:0} s.", "Try another driver; see `fathom doctor`.");
        }

        long taken = _time.GetTimestamp();
        if (!_renderer.Draw(lease, DrawOptions.Default))
        {
            throw new FathomException(ExitCode.MissingLibrary, "Cannot draw the pictures of this file.", $"No path takes their layout, {Layout}: {_renderer.Path}.", "Convert the file to 4:2:0, for example: ffmpeg -i FILE -pix_fmt yuv420p OUTPUT");
        }

        _renderer.SwapBuffers();
        _renderer.Finish();
        FinishedTicks = _time.GetTimestamp();
        _renderer.RetireFences();
        Decode.Add(Milliseconds(submitted, decoded));
        Draw.Add(Milliseconds(taken, FinishedTicks));
        LastByteToReadable.Add(Milliseconds(lastByte, FinishedTicks));
        DecodedToReadable.Add(Milliseconds(decoded, FinishedTicks));
    }

    private double Milliseconds(long from, long to) => _time.GetElapsedTime(from, to).TotalMilliseconds;
}
