using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.WebSockets;

namespace Fathom.VolumeServer.Streaming;

/// <summary>State to frames: the render thread, the encode threads, the streams and those who watch them.</summary>
/// <remarks>Threads: any. Ownership: owns its threads, its encoders and what is drawn; <see cref="Dispose"/> stops them, renderer first.</remarks>
internal sealed class VideoPipeline : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly StreamRouter _router;
    private readonly EncodeLoop _encode;
    private readonly EncodeLoop _beside;
    private readonly object _announcing = new();
    private readonly RenderLoop _render;
    private readonly StillMaker _stills;
    private readonly StillMaker _askedStills;
    private readonly object _audience = new();
    private readonly ExactWork _exact;
    private readonly PictureExchange _exchange;

    public VideoPipeline(VideoSettings settings, RenderStage stage, ServerClock clock, Action<Exception> failed)
    {
        Settings = settings;
        Clock = clock;
        _exchange = new PictureExchange(settings.Width, settings.Height, takers: 2);
        _router = new StreamRouter(settings, clock, viewer => TooSlow?.Invoke(viewer));
        _encode = new EncodeLoop("encode", _exchange.Taps[0], [_router.Described], clock, EncodeTimes, Reopened, failed) { Idle = Review };
        _beside = new EncodeLoop("encode beside", _exchange.Taps[1], _router.Beside, clock, EncodeTimes, Reopened, failed) { GivesWay = IsDriverServed };
        _stills = new StillMaker(clock, failed) { HasRoom = () => _render?.Wake() };
        _askedStills = new StillMaker(clock, failed) { HasRoom = () => Asked?.Wake() };
        Answers = new AnswerSockets(() => StillViewers);
        Asked = new AskedPictures(stage, clock, _askedStills, Answers.MayBeSent, failed);
        _exact = new ExactWork(clock, _stills, () => StillViewers.Any(), OfferStill);
        _render = new RenderLoop(stage, _exchange, clock, settings.FramesPerSecond, WakeEncoders, failed) { Exact = _exact, IsEncoderFree = CanEncode };
        Announced = new AnnouncedStream(settings.Width, settings.Height, Configuration(_router.Described, settings.Width, settings.Height));
    }

    public VideoSettings Settings { get; }

    public ServerClock Clock { get; }

    /// <summary>How all streams are coded now.</summary>
    public AnnouncedStream Announced { get; private set; }

    /// <summary>A viewer cannot be served better than badly; raised by the encode thread.</summary>
    public Action<PixelViewer>? TooSlow { get; set; }

    /// <summary>The pictures have another size now; raised by the encode thread.</summary>
    public Action? Resized { get; set; }

    /// <summary>Of all streams.</summary>
    public StageMeter EncodeTimes { get; } = new();

    public RenderLoop Rendering => _render;

    public long SupersededPictures => _exchange.Superseded;

    public StreamRouter Streams => _router;

    public IEnumerable<PixelViewer> Viewers => _router.Streams.SelectMany(stream => stream.Viewers);

    public StillMaker Stills => _stills;

    /// <summary>Pictures that single viewers ask for.</summary>
    public AskedPictures Asked { get; }

    /// <summary>Where those are sent.</summary>
    public AnswerSockets Answers { get; }

    private IEnumerable<PixelViewer> StillViewers => Viewers.Where(viewer => viewer.Traits.WantsStills);

    private bool HasViewers => _router.Streams.Any(stream => stream.HasViewers);

    public void Start()
    {
        _encode.Start();
        _beside.Start();
        _stills.Start();
        _askedStills.Start();
        Asked.Start();
        _render.Start();
    }

    /// <summary>Pictures have this size from now on.</summary>
    public void Resize(int width, int height) => _render.Size = (width, height);

    /// <summary>Other data from the next picture on.</summary>
    public void Show(RenderStage stage)
    {
        Asked.Show(stage);
        _render.Show(stage);
    }

    /// <summary>A pixel socket begins to watch.</summary>
    public PixelViewer Join(WebSocket socket, ViewerTraits traits)
    {
        if (traits.IsAskedOnly)
        {
            return Answers.Add(new PixelViewer(socket, traits, new RateControl(Settings.BitsPerSecond, VideoSettings.LeastBitsPerSecond), Clock, static _ => { }, static () => { }) { Answered = Asked.Wake });
        }

        if (!HasViewers)
        {
            _encode.Forget();
            _beside.Forget();
        }

        // Trusted with everything at first: most paths carry it, and the others say so with their first pictures.
        var rate = new RateControl(Settings.BitsPerSecond, VideoSettings.LeastBitsPerSecond);
        var viewer = new PixelViewer(socket, traits, rate, Clock, RequestKeyframe, WakeEncoders) { Answered = Asked.Wake };
        (traits.WantsView ? _router.Described : _router.Plain).Add(viewer);
        WakeEncoders();
        _exact.Repeat();
        TellAudience();
        _render.Wake();
        return viewer;
    }

    public void Leave(PixelViewer viewer)
    {
        viewer.Close();
        Answers.Remove(viewer);
        foreach (VideoStream stream in _router.Streams)
        {
            stream.Remove(viewer);
        }

        TellAudience();
    }

    /// <summary>A viewer of this session says what it has shown.</summary>
    public void Credit(string session, uint sequence, int window)
    {
        double now = Clock.Now;
        foreach (VideoStream stream in _router.Streams)
        {
            foreach (PixelViewer viewer in stream.Viewers)
            {
                if (viewer.Traits.Session == session)
                {
                    viewer.Credit(sequence, window, now);
                }
            }
        }
    }

    /// <summary>A key frame for those who watch together with a session, or, when none of its sockets is bound to it, for the plain viewers.</summary>
    public void RequestKeyframe(string? session)
    {
        bool found = false;
        foreach (VideoStream stream in _router.Streams)
        {
            if (session is not null && stream.Viewers.Any(viewer => viewer.Traits.Session == session))
            {
                stream.RequestKeyframe();
                found = true;
            }
        }

        if (found)
        {
            RepeatStill();
        }
        else
        {
            _router.Plain.RequestKeyframe();
        }

        WakeEncoders();
    }

    public void Dispose()
    {
        _render.RequestStop();
        _encode.RequestStop();
        _beside.RequestStop();
        Asked.RequestStop();
        _stills.RequestStop();
        _askedStills.RequestStop();
        _stills.Join(s_patience);
        _askedStills.Join(s_patience);

        // An encoder must not be freed under a thread that uses it: rather leak it, the process ends anyway.
        if (Asked.Join(s_patience) & _render.Join(s_patience) & _encode.Join(s_patience) & _beside.Join(s_patience))
        {
            foreach (VideoStream stream in _router.Streams)
            {
                stream.Dispose();
            }

            _render.Stage.Dispose();
        }
    }

    private static string Configuration(VideoStream stream, int width, int height) => Convert.ToBase64String(stream.OpenEncoder(width, height).Span);

    /// <summary>The first encode thread that comes to the new size tells of it; all streams are coded alike.</summary>
    private void Reopened(VideoStream stream, int width, int height)
    {
        lock (_announcing)
        {
            if (Announced.Width == width && Announced.Height == height)
            {
                return;
            }

            Announced = new AnnouncedStream(width, height, Configuration(stream, width, height));
        }

        Resized?.Invoke();
    }

    private void Review()
    {
        _router.Review(Clock.Now);
        _beside.Wake();
        if (_render.IsPictureWanted)
        {
            // It may have waited for this thread to be free.
            _render.Wake();
        }
    }

    private void WakeEncoders()
    {
        _encode.Wake();
        _beside.Wake();
    }

    /// <summary>Those who keep up would get a picture at once.</summary>
    private bool CanEncode() => !_encode.IsBusy && _router.Described.HasRoom(Clock.Now);

    /// <summary>A picture is being drawn or encoded for those who keep up.</summary>
    private bool IsDriverServed() => _router.Described.HasViewers && (_render.IsPictureComing || _encode.IsBusy);

    private void OfferStill(EncodedFrame still)
    {
        foreach (PixelViewer viewer in StillViewers)
        {
            viewer.OfferStill(still);
        }
    }

    private void RequestKeyframe(PixelViewer viewer)
    {
        foreach (VideoStream stream in _router.Streams)
        {
            if (stream.Viewers.Contains(viewer))
            {
                stream.RequestKeyframe();
            }
        }

        RepeatStill();
        WakeEncoders();
    }

    /// <summary>Counted and told in one piece: else one who leaves could undo the word of one who comes at that moment.</summary>
    private void TellAudience()
    {
        lock (_audience)
        {
            _render.SetAudience(HasViewers);
        }
    }

    /// <summary>A key frame of a view at rest is a lossy picture after its still: the still follows once more.</summary>
    private void RepeatStill()
    {
        _exact.Repeat();
        _render.Wake();
    }
}
