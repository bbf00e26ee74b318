using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Decode.Caching;
using Fathom.Protocol.Reports;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>What <c>/metrics</c> answers.</summary>
internal sealed class ServerMetrics
{
    private readonly VideoPipeline _video;
    private readonly SessionHub _hub;
    private readonly Func<Exhibit> _exhibit;
    private readonly ServerOptions _options;
    private readonly DriveDesk _desk;

    public ServerMetrics(VideoPipeline video, SessionHub hub, Func<Exhibit> exhibit, DriveDesk desk, ServerOptions options)
    {
        _video = video;
        _hub = hub;
        _exhibit = exhibit;
        _options = options;
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

    /// <summary>What the chunks take, and what a volume view would take.</summary>
    private void WriteData(Utf8JsonWriter json)
    {
        Exhibit exhibit = _exhibit();
        MemoryEstimate estimate = new VolumeBudget(_options.VolumeBytes, () => _video.Rendering.Size).Estimate(exhibit.Info, exhibit.Store.Current);
        json.WriteNumber("volume_estimate_bytes", estimate.TotalBytes);
        json.WriteNumber("volume_estimate_level", estimate.Level);
        json.WriteNumber("volume_limit_bytes", _options.VolumeBytes);
        if (_options.Reading is not { } reading)
        {
            return;
        }

        CacheCounters chunks = reading.Chunks.Counters;
        json.WriteNumber("chunk_workers", reading.Scheduler.Workers);
        json.WriteNumber("chunks_read", reading.Scheduler.Items);
        json.WriteNumber("chunk_hits", chunks.Hits + chunks.Joins);
        json.WriteNumber("chunk_loads", chunks.Loads);
        json.WriteNumber("chunk_evictions", chunks.Evictions);
        json.WriteNumber("chunk_bytes", reading.Chunks.Memory.RentedBytes);
        json.WriteNumber("chunk_peak_bytes", reading.Chunks.Memory.PeakBytes);
        json.WriteNumber("chunk_limit_bytes", reading.Chunks.LimitBytes);
        json.WriteNumber("chunk_pressure_warnings", reading.Chunks.PressureWarnings);
        json.WriteNumber("chunk_sheds", reading.Chunks.Sheds);
    }

    private void Write(Utf8JsonWriter json)
    {
        SceneRenderer renderer = _video.Rendering.Stage.Renderer;
        json.WriteNumber("sessions", _hub.Count);
        json.WriteBoolean("has_driver", _desk.Driver is not null);
        json.WriteNumber("revision", _exhibit().Store.Current.Revision);
        json.WriteNumber("width", _video.Announced.Width);
        json.WriteNumber("height", _video.Announced.Height);
        json.WriteNumber("fps", _video.Settings.FramesPerSecond);
        _video.Rendering.RenderTimes.Read().Write(json, "render_ms");
        _video.EncodeTimes.Read().Write(json, "encode_ms");
        _video.Stills.PackTimes.Read().Write(json, "still_pack_ms");
        json.WriteNumber("stills", _video.Stills.Made);
        json.WriteNumber("still_bytes", _video.Stills.LastLength);
        json.WriteNumber("memory_bytes", GC.GetTotalMemory(false));
        json.WriteNumber("pictures_superseded", _video.SupersededPictures);
        json.WriteNumber("slice_cache_hits", renderer.Slices.Hits);
        json.WriteNumber("slice_cache_misses", renderer.Slices.Misses);
        json.WriteNumber("slice_cache_bytes", renderer.Slices.Bytes);
        json.WriteNumber("read_failures", renderer.Data.Failures);
        WriteData(json);
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
