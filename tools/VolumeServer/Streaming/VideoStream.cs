using System;
using System.Collections.Immutable;
using System.Threading;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// One encoder and those who watch it. There are two: frames that say what they show, sent when something changed; and plain frames, sent at the advertised rate
/// whether anything changed or not, as viewers of the public protocol expect. They must not share an encoder: a frame left out would leave a gap.
/// </summary>
/// <remarks>Threads: <see cref="Encode"/> by the encode thread; the rest by any.</remarks>
internal sealed class VideoStream : IDisposable
{
    /// <summary>Key frames are large; a client that asks without end gets no more than four a second.</summary>
    private const double KeyframeSpacing = 0.25;

    private readonly EncoderSettings _settings;
    private readonly ServerClock _clock;
    private VideoEncoder? _encoder;
    private ImmutableArray<PixelViewer> _viewers = [];
    private int _keyframeWanted = 1;
    private double _lastKeyframe = double.NegativeInfinity;
    private uint _sequence;

    public VideoStream(EncoderSettings settings, bool saysWhatItShows, ServerClock clock)
    {
        _settings = settings;
        SaysWhatItShows = saysWhatItShows;
        _clock = clock;
    }

    /// <summary>Messages carry the view block.</summary>
    public bool SaysWhatItShows { get; }

    public ImmutableArray<PixelViewer> Viewers => _viewers;

    public bool HasViewers => !_viewers.IsEmpty;

    /// <summary>Seconds until a key frame that somebody waits for may be made: 0 = now, infinite = nobody waits.</summary>
    public double KeyframeIn => Volatile.Read(ref _keyframeWanted) == 0 ? double.PositiveInfinity : Math.Max(0, _lastKeyframe + KeyframeSpacing - _clock.Now);

    public long Frames { get; private set; }

    public long Keyframes { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>The decoder configuration; opens the encoder if need be.</summary>
    public ReadOnlyMemory<byte> OpenEncoder()
    {
        _encoder ??= VideoEncoder.Open(_settings);
        return _encoder.AvcC;
    }

    public void RequestKeyframe() => Interlocked.Exchange(ref _keyframeWanted, 1);

    public void Add(PixelViewer viewer)
    {
        RequestKeyframe();
        ImmutableInterlocked.Update(ref _viewers, static (list, added) => list.Add(added), viewer);
    }

    public void Remove(PixelViewer viewer) =>
        ImmutableInterlocked.Update(ref _viewers, static (list, gone) => list.Remove(gone), viewer);

    /// <summary>Encodes the picture and hands the frame to every viewer.</summary>
    public void Encode(RenderedPicture picture)
    {
        OpenEncoder();
        bool forceKeyframe = KeyframeIn <= 0 && Interlocked.Exchange(ref _keyframeWanted, 0) != 0;
        EncodedFrame frame = EncodedFrame.Rent();
        frame.RenderStart = picture.RenderStart;
        frame.RenderEnd = picture.RenderEnd;
        frame.EncodeStart = _clock.Now;
        PictureCopy.Into(_encoder!.Picture, picture.Buffer);
        if (_encoder.Encode(forceKeyframe, frame, out bool isKeyframe))
        {
            frame.View = picture.View;
            frame.Header = new PixelHeader(_sequence++, _clock.Now, _settings.Width, _settings.Height, VideoCodec.H264, isKeyframe, 0);
            Frames++;
            _lastKeyframe = isKeyframe ? frame.Header.Timestamp : _lastKeyframe;
            Keyframes += isKeyframe ? 1 : 0;
            Bytes += frame.Length;
            foreach (PixelViewer viewer in _viewers)
            {
                viewer.Offer(frame);
            }
        }
        else
        {
            RequestKeyframe();
        }

        frame.Release();
    }

    public void Dispose() => _encoder?.Dispose();
}
