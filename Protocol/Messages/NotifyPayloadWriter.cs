using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text.Json;
using Fathom.Protocol.Json;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Writes the payloads of <c>notify.*</c>.</summary>
internal static class NotifyPayloadWriter
{
    public static void Write(Utf8JsonWriter writer, Message message)
    {
        switch (message)
        {
            case NotifyDims dims:
                Dims(writer, dims);
                break;
            case NotifyCamera camera:
                writer.WriteString("mode"u8, camera.Mode);
                writer.WriteString("origin"u8, camera.Origin);
                writer.Value("delta"u8, camera.Delta);
                writer.Value("state"u8, camera.Pose);
                break;
            case NotifyLayers layers:
                writer.WriteString("layer_id"u8, layers.LayerId);
                writer.Value("controls"u8, layers.Controls);
                writer.Value("metadata"u8, layers.Metadata);
                writer.Value("data"u8, layers.Data);
                writer.Value("thumbnail"u8, layers.Thumbnail);
                writer.Flag("removed"u8, layers.Removed ? true : null);
                break;
            case NotifyScene scene:
                writer.Value("viewer"u8, scene.Viewer);
                writer.Values("layers"u8, scene.Layers);
                writer.Value("metadata"u8, scene.Metadata);
                writer.Value("policies"u8, scene.Policies);
                break;
            case NotifySceneLevel level:
                writer.WriteNumber("current_level"u8, level.CurrentLevel);
                writer.Flag("downgraded"u8, level.Downgraded);
                writer.Values("levels"u8, level.Levels);
                break;
            case NotifyStream stream:
                Stream(writer, stream);
                break;
            case NotifyTelemetry telemetry:
                writer.WriteNumber("presenter"u8, telemetry.Presenter);
                writer.WriteNumber("decode"u8, telemetry.Decode);
                writer.WriteNumber("queue_depth"u8, telemetry.QueueDepth);
                break;
            case NotifyError error:
                writer.WriteString("domain"u8, error.Domain);
                writer.WriteString("code"u8, error.Code);
                writer.WriteString("message"u8, error.Text);
                writer.WriteString("severity"u8, error.Severity);
                writer.Value("context"u8, error.Context);
                break;
        }
    }

    private static void Dims(Utf8JsonWriter writer, NotifyDims dims)
    {
        writer.Integers("step"u8, dims.Step);
        writer.Integers("current_step"u8, dims.Step);
        writer.WriteStartArray("levels"u8);
        foreach (LevelInfo level in dims.Levels)
        {
            Level(writer, level);
        }

        writer.WriteEndArray();
        writer.WriteNumber("current_level"u8, dims.CurrentLevel);
        writer.WriteString("mode"u8, dims.Mode);
        writer.WriteNumber("ndisplay"u8, dims.Ndisplay);
        writer.WriteStartArray("level_shapes"u8);
        foreach (ImmutableArray<int> shape in dims.LevelShapes)
        {
            writer.IntegerList(shape);
        }

        writer.WriteEndArray();
        writer.Flag("downgraded"u8, dims.Downgraded);
        writer.Texts("axis_labels"u8, dims.AxisLabels);
        writer.Integers("order"u8, dims.Order);
        writer.Integers("displayed"u8, dims.Displayed);
        writer.Texts("labels"u8, dims.Labels);
        writer.Integers("thickness"u8, dims.Thickness);
        writer.Text("projection"u8, dims.Projection);
    }

    private static void Level(Utf8JsonWriter writer, LevelInfo level)
    {
        writer.WriteStartObject();
        writer.Integer("index"u8, level.Index);
        writer.Integers("shape"u8, level.Shape);
        if (!level.Downsample.IsDefault)
        {
            writer.WriteStartArray("downsample"u8);
            foreach (double factor in level.Downsample)
            {
                writer.WriteNumberValue(factor);
            }

            writer.WriteEndArray();
        }

        writer.Text("path"u8, level.Path);
        foreach (KeyValuePair<string, StateValue> entry in level.Other?.Entries ?? [])
        {
            writer.WritePropertyName(entry.Key);
            StateValueWriter.Write(writer, entry.Value);
        }

        writer.WriteEndObject();
    }

    private static void Stream(Utf8JsonWriter writer, NotifyStream stream)
    {
        writer.WriteString("codec"u8, stream.Codec);
        writer.WriteString("format"u8, stream.Format);
        writer.WriteNumber("fps"u8, stream.Fps);
        writer.WriteStartArray("frame_size"u8);
        writer.WriteNumberValue(stream.Width);
        writer.WriteNumberValue(stream.Height);
        writer.WriteEndArray();
        writer.WriteNumber("nal_length_size"u8, stream.NalLengthSize);
        writer.WriteString("avcc"u8, stream.Avcc);
        writer.Value("latency_policy"u8, stream.LatencyPolicy);
        writer.Value("vt_hint"u8, stream.VtHint);
    }
}
