using System;
using System.Collections.Generic;
using System.Net.WebSockets;
using Fathom.Decode;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Streaming;

/// <summary>State to frames: the render thread, the encode thread, the two streams and those who watch them.</summary>
/// <remarks>Threads: any. Ownership: owns its threads and encoders; <see cref="Dispose"/> stops them, renderer first.</remarks>
internal sealed class VideoPipeline : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly EncodeLoop _encode;
    private readonly RenderLoop _render;
    private readonly SceneRenderer _renderer;
    private readonly PictureExchange _exchange;

    public VideoPipeline(VideoSettings settings, IVolumeSource source, SceneStore store, Player? player, ServerClock clock, Action<Exception> failed)
    {
        Settings = settings;
        Clock = clock;
        var encoder = new EncoderSettings
        {
            Width = settings.Width,
            Height = settings.Height,
            FramesPerSecond = settings.FramesPerSecond,
            BitsPerSecond = settings.BitsPerSecond,
        };
        _exchange = new PictureExchange(settings.Width, settings.Height);
        _renderer = new SceneRenderer(source, settings.BurnMarks);
        _encode = new EncodeLoop(
            _exchange, new VideoStream(encoder, true, clock), new VideoStream(encoder, false, clock), clock, settings.FramesPerSecond, failed);
        _render = new RenderLoop(store, _renderer, _exchange, player, clock, settings.FramesPerSecond, _encode.Wake, failed);
        AvcConfiguration = Convert.ToBase64String(_encode.Described.OpenEncoder().Span);
    }

    public VideoSettings Settings { get; }

    public ServerClock Clock { get; }

    /// <summary>The decoder configuration of both streams, in base64 as the protocol announces it.</summary>
    public string AvcConfiguration { get; }

    public EncodeLoop Encoding => _encode;

    public RenderLoop Rendering => _render;

    public SceneRenderer Renderer => _renderer;

    public long SupersededPictures => _exchange.Superseded;

    public IEnumerable<PixelViewer> Viewers => [.. _encode.Described.Viewers, .. _encode.Plain.Viewers];

    public void Start()
    {
        _encode.Start();
        _render.Start();
    }

    /// <summary>A pixel socket begins to watch.</summary>
    public PixelViewer Join(WebSocket socket, bool saysWhatItShows)
    {
        VideoStream stream = saysWhatItShows ? _encode.Described : _encode.Plain;
        if (!_encode.Described.HasViewers && !_encode.Plain.HasViewers)
        {
            _encode.Forget();
        }

        var viewer = new PixelViewer(socket, stream, Clock, () => RequestKeyframe(stream));
        stream.Add(viewer);
        _encode.Wake();
        _render.SetAudience(true);
        return viewer;
    }

    public void Leave(PixelViewer viewer)
    {
        _encode.Described.Remove(viewer);
        _encode.Plain.Remove(viewer);
        viewer.Close();
        _render.SetAudience(_encode.Described.HasViewers || _encode.Plain.HasViewers);
    }

    /// <summary>Everybody gets a key frame.</summary>
    public void RequestKeyframe()
    {
        _encode.Described.RequestKeyframe();
        _encode.Plain.RequestKeyframe();
        _encode.Wake();
    }

    public void Dispose()
    {
        _render.RequestStop();
        _encode.RequestStop();

        // An encoder must not be freed under a thread that uses it: rather leak it, the process ends anyway.
        if (_render.Join(s_patience) & _encode.Join(s_patience))
        {
            _encode.Described.Dispose();
            _encode.Plain.Dispose();
        }
    }

    private void RequestKeyframe(VideoStream stream)
    {
        stream.RequestKeyframe();
        _encode.Wake();
    }
}
