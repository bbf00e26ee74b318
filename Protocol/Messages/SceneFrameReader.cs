using System;
using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Reads the payloads of <c>notify.scene</c>, <c>notify.scene.level</c>, <c>notify.layers</c> and <c>notify.camera</c>.</summary>
internal static class SceneFrameReader
{
    public static NotifyScene? Scene(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        MapValue? viewer = null, metadata = null, policies = null;
        ImmutableArray<MapValue> layers = default;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("viewer"u8))
            {
                viewer = reader.Map("viewer");
            }
            else if (name.SequenceEqual("layers"u8))
            {
                layers = reader.Maps("layers");
            }
            else if (name.SequenceEqual("metadata"u8))
            {
                metadata = reader.Map("metadata");
            }
            else if (name.SequenceEqual("policies"u8))
            {
                policies = reader.Map("policies");
            }
            else
            {
                reader.Skip();
            }
        }

        // A scene replaces everything: half of one would silently throw the rest away.
        if (viewer is null)
        {
            reader.Missing("viewer");
        }

        if (layers.IsDefault)
        {
            reader.Missing("layers");
        }

        error = reader.Fault;
        return reader.Ok ? new NotifyScene(frame.Envelope, viewer!, layers, metadata, policies) : null;
    }

    public static NotifySceneLevel? SceneLevel(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        int? level = null;
        bool? downgraded = null;
        ImmutableArray<MapValue> levels = default;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("current_level"u8))
            {
                level = reader.Int32("current_level");
            }
            else if (name.SequenceEqual("downgraded"u8))
            {
                downgraded = reader.Bool("downgraded");
            }
            else if (name.SequenceEqual("levels"u8))
            {
                levels = reader.Maps("levels");
            }
            else
            {
                reader.Skip();
            }
        }

        if (level is null)
        {
            reader.Missing("current_level");
        }

        error = reader.Fault;
        return reader.Ok ? new NotifySceneLevel(frame.Envelope, level ?? 0, downgraded, levels) : null;
    }

    public static NotifyLayers? Layers(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        string? layer = null;
        MapValue? controls = null, metadata = null, data = null, thumbnail = null;
        bool removed = false;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("layer_id"u8))
            {
                layer = reader.TextOfScalar("layer_id");
            }
            else if (name.SequenceEqual("controls"u8))
            {
                controls = reader.Map("controls");
            }
            else if (name.SequenceEqual("metadata"u8))
            {
                metadata = reader.Map("metadata");
            }
            else if (name.SequenceEqual("data"u8))
            {
                data = reader.Map("data");
            }
            else if (name.SequenceEqual("thumbnail"u8))
            {
                thumbnail = reader.Map("thumbnail");
            }
            else if (name.SequenceEqual("removed"u8))
            {
                removed = reader.Bool("removed") ?? false;
            }
            else
            {
                reader.Skip();
            }
        }

        if (layer is null)
        {
            reader.Missing("layer_id");
        }

        if (!removed && (controls ?? metadata ?? data ?? thumbnail) is null)
        {
            reader.Missing("controls");
        }

        error = reader.Fault;
        return reader.Ok ? new NotifyLayers(frame.Envelope, layer!, controls, metadata, data, thumbnail, removed) : null;
    }

    public static NotifyCamera? Camera(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        string? mode = null, origin = null;
        MapValue? delta = null, pose = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("mode"u8))
            {
                mode = reader.TextOfScalar("mode");
            }
            else if (name.SequenceEqual("origin"u8))
            {
                origin = reader.TextOfScalar("origin");
            }
            else if (name.SequenceEqual("delta"u8))
            {
                delta = reader.Map("delta");
            }
            else if (name.SequenceEqual("state"u8))
            {
                pose = reader.Map("state");
            }
            else
            {
                reader.Skip();
            }
        }

        if (mode is null)
        {
            reader.Missing("mode");
        }

        if ((delta ?? pose) is null)
        {
            reader.Missing("state");
        }

        error = reader.Fault;
        return reader.Ok ? new NotifyCamera(frame.Envelope, mode!, origin ?? string.Empty, delta, pose) : null;
    }
}
