using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// One encoder and those who watch it. A picture is encoded when somebody has room for it, and left out before it is encoded when nobody has; once encoded, a frame is
/// never left out, because the next ones refer to it.
/// </summary>
/// <remarks>
/// The one among the viewers who keeps up best sets the pace and the bit rate; the others follow or are moved to a slower stream by <see cref="StreamRouter"/>.
/// Threads: viewers come and go on any; the rest is its encode thread's.
/// </remarks>
internal sealed class VideoStream : IDisposable
{
    /// <summary>Repeats of a picture that stands still, so that quality comes back where no lossless still will follow.</summary>
    private const int Refinements = 3;

    private const double RefinePause = 0.12;

    /// <summary>Fewer bits for a pixel than this look worse than fewer pictures a second.</summary>
    private const double LeastBitsPerPixel = 0.08;

    private const double SlowestFramesPerSecond = 4;

    private const double SpacingWeight = 0.1;

    /// <summary>Of the nominal spacing: what is above is jitter, and costs no quality.</summary>
    private const double ClearlyFaster = 0.85;

    private readonly VideoSettings _settings;
    private readonly ServerClock _clock;
    private readonly KeyframeBudget _keyframes = new();
    private readonly Pacer _pacer;
    private VideoEncoder? _encoder;
    private ImmutableArray<PixelViewer> _viewers = [];
    private double _toldEncoder;
    private double _lastEncoded = double.NegativeInfinity;
    private double _repeatDue;
    private double _spacing;
    private bool _pending;
    private int _refinements;

    public VideoStream(StreamKind kind, VideoSettings settings, ServerClock clock)
    {
        Kind = kind;
        _settings = settings;
        _clock = clock;
        _pacer = new Pacer(settings.FramesPerSecond);
        _spacing = 1.0 / settings.FramesPerSecond;
    }

    public StreamKind Kind { get; }

    public ImmutableArray<PixelViewer> Viewers => _viewers;

    public bool HasViewers => !_viewers.IsEmpty;

    public long Frames { get; private set; }

    public long Keyframes { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>New pictures for which nobody had room.</summary>
    public long Skipped { get; private set; }

    /// <summary>What the encoder aims at, in bits a second on the wire.</summary>
    public double BitsPerSecond { get; private set; }

    /// <summary>The decoder configuration for a size; opens the encoder if need be.</summary>
    public ReadOnlyMemory<byte> OpenEncoder(int width, int height)
    {
        if (_encoder is null || _encoder.Settings.Width != width || _encoder.Settings.Height != height)
        {
            _encoder?.Dispose();
            _encoder = null;
            _encoder = VideoEncoder.Open(CodedAs(width, height, _settings.FramesPerSecond, _settings.BitsPerSecond));
            _toldEncoder = _settings.BitsPerSecond;
            _keyframes.Request();
        }

        return _encoder.AvcC;
    }

    /// <summary>How the server codes pictures.</summary>
    public static EncoderSettings CodedAs(int width, int height, int framesPerSecond, long bitsPerSecond) =>
        new() { Width = width, Height = height, FramesPerSecond = framesPerSecond, BitsPerSecond = bitsPerSecond };

    public void RequestKeyframe() => _keyframes.Request();

    public void Add(PixelViewer viewer)
    {
        viewer.Queue.Restart(this);
        RequestKeyframe();
        ImmutableInterlocked.Update(ref _viewers, static (list, added) => list.Add(added), viewer);
    }

    public void Remove(PixelViewer viewer) =>
        ImmutableInterlocked.Update(ref _viewers, static (list, gone) => list.Remove(gone), viewer);

    /// <summary>There is a new picture.</summary>
    public void NotePicture()
    {
        Skipped += _pending && HasViewers ? 1 : 0;
        _pending = true;
        _refinements = 0;
    }

    /// <summary>Seconds until the picture at hand is to be encoded; infinite while there is no reason to, or no room until somebody says so.</summary>
    public double DueIn(double now)
    {
        ImmutableArray<PixelViewer> viewers = _viewers;
        double room = RoomIn(viewers, now);

        double due = _keyframes.DueIn(now, Busy(viewers));
        if (_pending)
        {
            double interval = Interval(Rate(viewers));
            due = IsSlowed(interval) ? Math.Min(due, Math.Max(0, _lastEncoded + interval - now)) : Kind == StreamKind.Described ? 0 : Math.Min(due, _pacer.Delay(now));
        }

        if (Kind == StreamKind.Plain)
        {
            due = Math.Min(due, _repeatDue - now);
        }
        else if (_refinements is > 0 and <= Refinements && !viewers.All(static viewer => viewer.Traits.WantsStills))
        {
            due = Math.Min(due, _lastEncoded + RefinePause - now);
        }

        // Who waits for a key frame after a gap asks for it when there is room again.
        return Math.Max(due, room);
    }

    /// <summary>Whether a new picture would be encoded at once. Any thread.</summary>
    public bool HasRoom(double now)
    {
        ImmutableArray<PixelViewer> viewers = _viewers;
        return RoomIn(viewers, now) <= 0 && !IsSlowed(Interval(Rate(viewers)));
    }

    /// <summary>Encodes the picture and hands the frame to every viewer.</summary>
    public void Encode(RenderedPicture picture)
    {
        OpenEncoder(picture.Buffer.Width, picture.Buffer.Height);
        double now = _clock.Now;
        NoteSpacing(now);
        FollowRate();
        // Keeps the beat, makes up for nothing, and never waits longer than a period.
        double period = 1.0 / _settings.FramesPerSecond;
        _repeatDue = Math.Clamp(_repeatDue, now - period, now) + period;
        _refinements = _pending ? 1 : _refinements + 1;
        _pending = false;
        double busy = Busy(_viewers);
        _lastEncoded = now;
        _pacer.Spend(now);
        EncodedFrame frame = EncodedFrame.Rent();
        frame.RenderStart = picture.RenderStart;
        frame.RenderEnd = picture.RenderEnd;
        frame.EncodeStart = now;
        _settings.Slow?.Pass(SlowStage.Encode);
        PictureCopy.Into(_encoder!.Picture, picture.Buffer);
        if (_encoder.Encode(_keyframes.TryTake(now, busy), frame, out bool isKeyframe))
        {
            frame.View = picture.View;
            now = _clock.Now;
            frame.Header = new PixelHeader(0, now, picture.Buffer.Width, picture.Buffer.Height, VideoCodec.H264, isKeyframe, 0);
            Frames++;
            Bytes += frame.Length;
            if (isKeyframe)
            {
                Keyframes++;
                _keyframes.OnMade(now);
            }

            foreach (PixelViewer viewer in _viewers)
            {
                viewer.Offer(this, frame, now);
            }
        }
        else
        {
            RequestKeyframe();
        }

        frame.Release();
    }

    /// <summary>Nobody watches: the encoder's memory goes. The next viewer gets a new one, and a key frame anyway.</summary>
    public void Rest()
    {
        _encoder?.Dispose();
        _encoder = null;
    }

    public void Dispose() => Rest();

    private static double Rate(ImmutableArray<PixelViewer> viewers)
    {
        double rate = 0;
        foreach (PixelViewer viewer in viewers)
        {
            rate = Math.Max(rate, viewer.Flow.BitsPerSecond);
        }

        return rate;
    }

    private static double RoomIn(ImmutableArray<PixelViewer> viewers, double now)
    {
        double room = double.PositiveInfinity;
        foreach (PixelViewer viewer in viewers)
        {
            if (viewer.Queue.Count <= 1 && !viewer.Queue.HasGap)
            {
                room = Math.Min(room, viewer.Flow.RoomIn(now));
            }
        }

        return room;
    }

    private bool IsSlowed(double interval) => interval * _settings.FramesPerSecond > 1.01;

    /// <summary>Pictures that viewers ask for come faster than the nominal rate while a hand moves fast; the bits of a second are the same.</summary>
    private void NoteSpacing(double now)
    {
        double period = 1.0 / _settings.FramesPerSecond;
        _spacing += SpacingWeight * (Math.Clamp(now - _lastEncoded, 0, period) - _spacing);
    }

    /// <summary>When the last picture was encoded for somebody who had all before it; long ago where there is nobody like that.</summary>
    private double Busy(ImmutableArray<PixelViewer> viewers)
    {
        foreach (PixelViewer viewer in viewers)
        {
            if (!viewer.Queue.NeedsKeyframe)
            {
                return _lastEncoded;
            }
        }

        return double.NegativeInfinity;
    }

    /// <summary>The encoder knows time as frames at the nominal rate: with fewer of them each may cost more.</summary>
    private void FollowRate()
    {
        double rate = Rate(_viewers);
        if (rate <= 0)
        {
            return;
        }

        BitsPerSecond = rate;
        double share = _spacing * _settings.FramesPerSecond;
        double told = Math.Max(1000, rate * Interval(rate) * _settings.FramesPerSecond * (share < ClearlyFaster ? share : 1));
        if (Math.Abs(told - _toldEncoder) > 0.04 * _toldEncoder)
        {
            _toldEncoder = told;
            _encoder!.SetBitsPerSecond((long)told);
        }
    }

    /// <summary>The time between two pictures at a rate: the nominal one, or longer where the pictures would be too poor.</summary>
    private double Interval(double bitsPerSecond)
    {
        int pixels = _encoder is { } encoder ? encoder.Settings.Width * encoder.Settings.Height : _settings.Width * _settings.Height;
        double atLeast = LeastBitsPerPixel * pixels / Math.Max(1, bitsPerSecond);
        return Math.Max(1.0 / _settings.FramesPerSecond, Math.Min(1 / SlowestFramesPerSecond, atLeast));
    }
}
