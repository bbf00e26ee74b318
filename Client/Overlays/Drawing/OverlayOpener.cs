using System;
using System.Collections.Immutable;
using System.Threading;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Tracks;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Opens the files of one overlay and works out its place, as often as that changes.</summary>
/// <remarks>Threads: one, the overlay's own. Ownership: of the reader, which is opened anew only when another part of the file, or another file, is to be read.</remarks>
internal sealed class OverlayOpener : IDisposable
{
    private readonly Func<VideoOverlaySpec, VideoReaderOptions, OverlayVideoReader> _open;
    private (string Path, FrameReading Reading, double? Rate) _openedFor;
    private (string Path, TrackSet Set)? _tracks;

    /// <summary>Creates one that opens videos in the given way.</summary>
    public OverlayOpener(Func<VideoOverlaySpec, VideoReaderOptions, OverlayVideoReader> open)
    {
        _open = open;
    }

    /// <summary>The video that is open.</summary>
    public OverlayVideoReader? Reader { get; private set; }

    /// <summary>The usual way to open a video.</summary>
    public static OverlayVideoReader OpenFile(VideoOverlaySpec spec, VideoReaderOptions options) => OverlayVideoReader.Open(spec.Path, options);

    /// <summary>Does an order. What is wrong with it is in the answer.</summary>
    public PlaceAnswer Do(PlaceOrder order, IProgress<double> progress, CancellationToken cancel)
    {
        try
        {
            return order.Spec switch
            {
                VideoOverlaySpec video => Place(order, video, progress, cancel),
                TracksOverlaySpec tracks => new PlaceAnswer(order, null, Place(order, tracks), null),
                _ => throw new InvalidOperationException($"Nobody places a {order.Spec.GetType().Name}."),
            };
        }
        catch (FathomException error)
        {
            return new PlaceAnswer(order, Reader, null, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Reader?.Dispose();
        Reader = null;
    }

    private PlaceAnswer Place(PlaceOrder order, VideoOverlaySpec video, IProgress<double> progress, CancellationToken cancel)
    {
        FrameReading reading = AlignedVideo.ReadingOf(video);
        (string, FrameReading, double?) wanted = (video.Path, reading, video.FrameRate);
        if (Reader is null || wanted != _openedFor)
        {
            Dispose();
            Reader = _open(video, OverlayPlacement.Options(video, reading) with { Progress = progress, Cancel = cancel });
            _openedFor = wanted;
        }

        if (order.Scene is not { } scene)
        {
            return new PlaceAnswer(order, Reader, null, null);
        }

        AlignedVideo aligned = AlignedVideo.Of(video, Reader.OriginalSize, Reader.Timestamps.Span, scene);
        ImmutableArray<string> warnings = [.. Reader.Warnings, .. aligned.Warnings];
        return new PlaceAnswer(order, Reader, new PlacedVideo(aligned, Reader.FrameCount) { Warnings = warnings }, null);
    }

    private PlacedTracks? Place(PlaceOrder order, TracksOverlaySpec tracks)
    {
        if (_tracks is not { } known || known.Path != tracks.Path)
        {
            _tracks = (tracks.Path, TrackFile.Read(tracks.Path));
        }

        return order.Scene is { } scene ? TracksPlacing.Of(tracks, _tracks.Value.Set, scene, order.Origin) : null;
    }
}
