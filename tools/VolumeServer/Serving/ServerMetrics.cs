using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Reports;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>What <c>/metrics</c> answers.</summary>
internal sealed class ServerMetrics
{
    private readonly VideoPipeline _video;
    private readonly SessionHub _hub;
    private readonly SceneStore _store;

    public ServerMetrics(VideoPipeline video, SessionHub hub, SceneStore store)
    {
        _video = video;
        _hub = hub;
        _store = store;
    }

    public void Write(Stream output) => JsonReport.Write(output, "fathom.server_metrics/1", Write);

    private static void WriteStream(Utf8JsonWriter json, VideoStream stream)
    {
        json.WriteStartObject();
        json.WriteString("kind", stream.Kind.ToString().ToLowerInvariant());
        json.WriteNumber("viewers", stream.Viewers.Length);
        json.WriteNumber("frames", stream.Frames);
        json.WriteNumber("keyframes", stream.Keyframes);
        json.WriteNumber("bytes", stream.Bytes);
        json.WriteNumber("bits_per_second", Math.Round(stream.BitsPerSecond));
        json.WriteNumber("pictures_skipped", stream.Skipped);
        json.WriteNumber("frames_sent", stream.Viewers.Sum(viewer => viewer.Sent));
        json.WriteNumber("frames_dropped", stream.Viewers.Sum(viewer => viewer.Dropped));
        json.WriteEndObject();
    }

    private static void WriteViewer(Utf8JsonWriter json, PixelViewer viewer)
    {
        json.WriteStartObject();
        json.WriteBoolean("credited", viewer.Traits.IsCredited);
        json.WriteNumber("sent", viewer.Sent);
        json.WriteNumber("stills", viewer.Stills);
        json.WriteNumber("dropped", viewer.Dropped);
        json.WriteNumber("in_flight", viewer.Flow.InFlight);
        json.WriteNumber("bits_per_second", Math.Round(viewer.Flow.BitsPerSecond));
        json.WriteNumber("moves", viewer.History.Moves);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("sessions", _hub.Count);
        json.WriteNumber("revision", _store.Current.Revision);
        json.WriteNumber("width", _video.Settings.Width);
        json.WriteNumber("height", _video.Settings.Height);
        json.WriteNumber("fps", _video.Settings.FramesPerSecond);
        _video.Rendering.RenderTimes.Read().Write(json, "render_ms");
        _video.Encoding.EncodeTimes.Read().Write(json, "encode_ms");
        json.WriteNumber("pictures_superseded", _video.SupersededPictures);
        json.WriteNumber("slice_cache_hits", _video.Renderer.Slices.Hits);
        json.WriteNumber("slice_cache_misses", _video.Renderer.Slices.Misses);
        json.WriteNumber("slice_cache_bytes", _video.Renderer.Slices.Bytes);
        json.WriteNumber("transform_hits", _video.Renderer.Transforms.Counters.Hits);
        json.WriteNumber("transform_loads", _video.Renderer.Transforms.Counters.Loads);
        json.WriteNumber("transform_evictions", _video.Renderer.Transforms.Counters.Evictions);
        json.WriteStartArray("streams");
        foreach (VideoStream stream in _video.Streams.Streams)
        {
            WriteStream(json, stream);
        }

        json.WriteEndArray();
        json.WriteStartArray("viewers");
        foreach (PixelViewer viewer in _video.Viewers)
        {
            WriteViewer(json, viewer);
        }

        json.WriteEndArray();
    }
}
