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

    private static void WriteStream(Utf8JsonWriter json, string name, VideoStream stream)
    {
        json.WriteStartObject(name);
        json.WriteNumber("viewers", stream.Viewers.Length);
        json.WriteNumber("frames", stream.Frames);
        json.WriteNumber("keyframes", stream.Keyframes);
        json.WriteNumber("bytes", stream.Bytes);
        json.WriteNumber("frames_sent", stream.Viewers.Sum(viewer => viewer.Sent));
        json.WriteNumber("frames_dropped", stream.Viewers.Sum(viewer => viewer.Dropped));
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
        WriteStream(json, "described", _video.Encoding.Described);
        WriteStream(json, "plain", _video.Encoding.Plain);
    }
}
