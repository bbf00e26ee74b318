using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Fathom.Protocol.Json;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Reads the payload of <c>notify.dims</c>, the frame that arrives for every step of a slider: no intermediate objects.</summary>
internal static class DimsFrameReader
{
    public static NotifyDims? Dims(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        ImmutableArray<int> step = default, currentStep = default, order = default, displayed = default;
        ImmutableArray<LevelInfo> levels = [];
        ImmutableArray<ImmutableArray<int>> shapes = default;
        ImmutableArray<string> axisLabels = default, labels = default;
        ImmutableArray<int> thickness = default;
        string? projection = null;
        int? level = null, ndisplay = null;
        string? mode = null;
        bool? downgraded = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("step"u8))
            {
                step = reader.Integers("step");
            }
            else if (name.SequenceEqual("current_step"u8))
            {
                currentStep = reader.Integers("current_step");
            }
            else if (name.SequenceEqual("levels"u8))
            {
                levels = Levels(ref reader);
            }
            else if (name.SequenceEqual("current_level"u8))
            {
                level = reader.Int32("current_level");
            }
            else if (name.SequenceEqual("level_shapes"u8))
            {
                shapes = Shapes(ref reader);
            }
            else if (name.SequenceEqual("mode"u8))
            {
                mode = Mode(ref reader);
            }
            else if (name.SequenceEqual("ndisplay"u8))
            {
                ndisplay = reader.Int32("ndisplay");
            }
            else if (name.SequenceEqual("downgraded"u8))
            {
                downgraded = reader.Bool("downgraded");
            }
            else if (name.SequenceEqual("axis_labels"u8))
            {
                axisLabels = reader.Texts("axis_labels");
            }
            else if (name.SequenceEqual("order"u8))
            {
                order = reader.Integers("order");
            }
            else if (name.SequenceEqual("displayed"u8))
            {
                displayed = reader.Integers("displayed");
            }
            else if (name.SequenceEqual("labels"u8))
            {
                labels = reader.Texts("labels");
            }
            else if (name.SequenceEqual("thickness"u8))
            {
                thickness = reader.Integers("thickness");
            }
            else if (name.SequenceEqual("projection"u8))
            {
                projection = reader.TextOfScalar("projection");
            }
            else
            {
                reader.Skip();
            }
        }

        // Where both are there, the reference client believes current_step.
        step = currentStep.IsDefault ? step : currentStep;
        if (step.IsDefault)
        {
            reader.Missing("step");
        }

        if (shapes.IsDefault)
        {
            reader.Missing("level_shapes");
        }

        error = reader.Fault;
        if (!reader.Ok)
        {
            return null;
        }

        int shown = ndisplay ?? (mode == NotifyDims.VolumeMode ? 3 : 2);
        mode ??= shown >= 3 ? NotifyDims.VolumeMode : NotifyDims.PlaneMode;
        return new NotifyDims(frame.Envelope, step, levels, level ?? 0, shapes, mode, shown)
        {
            Downgraded = downgraded,
            AxisLabels = axisLabels,
            Order = order,
            Displayed = displayed,
            Labels = labels,
            Thickness = thickness,
            Projection = projection,
        };
    }

    private static string? Mode(ref FieldReader reader)
    {
        string? mode = reader.TextOfScalar("mode");
        return mode switch
        {
            NotifyDims.PlaneMode => NotifyDims.PlaneMode,
            NotifyDims.VolumeMode => NotifyDims.VolumeMode,
            _ => mode,
        };
    }

    private static ImmutableArray<ImmutableArray<int>> Shapes(ref FieldReader reader)
    {
        if (!reader.EnterList("level_shapes"))
        {
            return default;
        }

        var shapes = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        while (reader.Scanner.NextElement())
        {
            ImmutableArray<int> shape = reader.Integers("level_shapes");
            shapes.Add(shape.IsDefault ? [] : shape);
        }

        return shapes.DrainToImmutable();
    }

    private static ImmutableArray<LevelInfo> Levels(ref FieldReader reader)
    {
        if (!reader.EnterList("levels"))
        {
            return [];
        }

        var levels = ImmutableArray.CreateBuilder<LevelInfo>();
        while (reader.Scanner.NextElement())
        {
            if (reader.Scanner.Peek() == JsonKind.Object)
            {
                levels.Add(Level(ref reader));
            }
            else
            {
                reader.WrongType("levels", "a list of objects");
            }
        }

        return levels.DrainToImmutable();
    }

    private static LevelInfo Level(ref FieldReader reader)
    {
        reader.Enter("levels");
        int? index = null;
        ImmutableArray<int> shape = default;
        ImmutableArray<double> downsample = default;
        string? path = null;
        ImmutableArray<KeyValuePair<string, StateValue>>.Builder? other = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("index"u8))
            {
                index = reader.Int32("index");
            }
            else if (name.SequenceEqual("shape"u8))
            {
                shape = reader.Integers("shape");
            }
            else if (name.SequenceEqual("downsample"u8))
            {
                downsample = reader.Numbers("downsample");
            }
            else if (name.SequenceEqual("path"u8) && reader.Scanner.Peek() == JsonKind.Text)
            {
                path = reader.Text("path");
            }
            else
            {
                other ??= ImmutableArray.CreateBuilder<KeyValuePair<string, StateValue>>();
                string key = Encoding.UTF8.GetString(name);
                other.Add(new(key, reader.Value()));
            }
        }

        MapValue? rest = other is null ? null : new MapValue(other.DrainToImmutable());
        return new LevelInfo(index, shape, downsample, path, rest);
    }
}
