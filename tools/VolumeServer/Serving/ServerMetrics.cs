using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Reports;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>What <c>/metrics</c> answers.</summary>
internal sealed class ServerMetrics
{
    private readonly VideoPipeline _video;
    private readonly SessionHub _hub;
    private readonly Func<SceneState> _state;
    private readonly DriveDesk _desk;

    public ServerMetrics(VideoPipeline video, SessionHub hub, Func<SceneState> state, DriveDesk desk)
    {
        _video = video;
        _hub = hub;
        _state = state;
        _desk = desk;
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
        SceneRenderer renderer = _video.Rendering.Stage.Renderer;
        json.WriteNumber("sessions", _hub.Count);
        json.WriteBoolean("has_driver", _desk.Driver is not null);
        json.WriteNumber("revision", _state().Revision);
        json.WriteNumber("width", _video.Announced.Width);
        json.WriteNumber("height", _video.Announced.Height);
        json.WriteNumber("fps", _video.Settings.FramesPerSecond);
        _video.Rendering.RenderTimes.Read().Write(json, "render_ms");
        _video.Encoding.EncodeTimes.Read().Write(json, "encode_ms");
        _video.Stills.PackTimes.Read().Write(json, "still_pack_ms");
        json.WriteNumber("stills", _video.Stills.Made);
        json.WriteNumber("still_bytes", _video.Stills.LastLength);
        json.WriteNumber("memory_bytes", GC.GetTotalMemory(false));
        json.WriteNumber("pictures_superseded", _video.SupersededPictures);
        json.WriteNumber("slice_cache_hits", renderer.Slices.Hits);
        json.WriteNumber("slice_cache_misses", renderer.Slices.Misses);
        json.WriteNumber("slice_cache_bytes", renderer.Slices.Bytes);
        json.WriteNumber("transform_hits", renderer.Transforms.Counters.Hits);
        json.WriteNumber("transform_loads", renderer.Transforms.Counters.Loads);
        json.WriteNumber("transform_evictions", renderer.Transforms.Counters.Evictions);
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
