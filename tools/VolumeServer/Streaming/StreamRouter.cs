using System;
using System.Collections.Immutable;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// Who watches which stream. Viewers who keep up share one; one who does not gets a slower stream of its own, of which there are two; whoever comes after that shares
/// one of these and is told. Who has been well for a while comes back.
/// </summary>
/// <remarks>Threads: the encode thread of <see cref="Described"/>, but for the streams themselves.</remarks>
internal sealed class StreamRouter
{
    private const int SlowStreams = 2;

    /// <summary>A viewer whose path carries less than this share of the common stream's rate must not be fed by it.</summary>
    private const double LeastShare = 0.6;

    /// <summary>Of the highest rate; from here on the common stream suits it.</summary>
    private const double GoodShare = 0.8;

    private readonly VideoSettings _settings;
    private readonly ImmutableArray<VideoStream> _slow;
    private readonly Action<PixelViewer> _tellTooSlow;

    public StreamRouter(VideoSettings settings, ServerClock clock, Action<PixelViewer> tellTooSlow)
    {
        _settings = settings;
        _tellTooSlow = tellTooSlow;
        Described = new VideoStream(StreamKind.Described, settings, clock);
        Plain = new VideoStream(StreamKind.Plain, settings, clock);
        var slow = ImmutableArray.CreateBuilder<VideoStream>(SlowStreams);
        for (int i = 0; i < SlowStreams; i++)
        {
            slow.Add(new VideoStream(StreamKind.Slow, settings, clock));
        }

        _slow = slow.MoveToImmutable();
        Beside = [Plain, .. _slow];
        Streams = [Described, .. Beside];
    }

    /// <summary>For viewers who negotiated the view block.</summary>
    public VideoStream Described { get; }

    /// <summary>For all others.</summary>
    public VideoStream Plain { get; }

    /// <summary>All but <see cref="Described"/>: encoded beside it, so that those who keep up do not wait for those who do not.</summary>
    public ImmutableArray<VideoStream> Beside { get; }

    public ImmutableArray<VideoStream> Streams { get; }

    /// <summary>Looks whether everybody is where they belong.</summary>
    public void Review(double now)
    {
        if (Described.Viewers.Length > 1)
        {
            foreach (PixelViewer viewer in Described.Viewers)
            {
                bool isPoor = viewer.Flow.IsCredited && viewer.Flow.BitsPerSecond < LeastShare * Described.BitsPerSecond;
                if (viewer.History.IsLasting(isPoor, now) || viewer.IsBehind)
                {
                    Slow(viewer, now);
                }
            }
        }

        foreach (VideoStream stream in _slow)
        {
            foreach (PixelViewer viewer in stream.Viewers)
            {
                ReviewSlow(stream, viewer, now);
            }
        }
    }

    private void ReviewSlow(VideoStream stream, PixelViewer viewer, double now)
    {
        bool strained = viewer.IsBehind || !viewer.HasRoom(now) || viewer.Flow.BitsPerSecond < GoodShare * _settings.BitsPerSecond;
        if (strained)
        {
            viewer.History.OnStrained(now);
            if (viewer.IsBehind && stream.Viewers.Length > 1 && viewer.History.TakeTold(now))
            {
                _tellTooSlow(viewer);
            }
        }
        else if (viewer.History.MayReturn(now))
        {
            Move(viewer, stream, Described);
        }
    }

    private void Slow(PixelViewer viewer, double now)
    {
        VideoStream? free = null, fewest = null;
        foreach (VideoStream stream in _slow)
        {
            free ??= stream.HasViewers ? null : stream;
            fewest = fewest is null || stream.Viewers.Length < fewest.Viewers.Length ? stream : fewest;
        }

        viewer.History.OnMoved(now);
        Move(viewer, Described, free ?? fewest!);
        if (free is null && viewer.History.TakeTold(now))
        {
            _tellTooSlow(viewer);
        }
    }

    private static void Move(PixelViewer viewer, VideoStream from, VideoStream to)
    {
        from.Remove(viewer);
        to.Add(viewer);
        if (viewer.IsClosed)
        {
            // It left while it was moved.
            to.Remove(viewer);
        }
    }
}
