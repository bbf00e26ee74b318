using System;
using System.Collections.Immutable;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.State;

/// <summary>What the last <c>notify.scene</c> said beyond dims, layers and camera.</summary>
/// <param name="Settings"><c>viewer.settings</c>.</param>
/// <param name="Metadata">Status and source.</param>
/// <param name="Policies">Level policy.</param>
public sealed record SceneModel(MapValue Settings, MapValue Metadata, MapValue Policies)
{
    /// <summary>No scene has come yet.</summary>
    public static SceneModel Empty { get; } = new(MapValue.Empty, MapValue.Empty, MapValue.Empty);

    /// <summary>Whether a dataset is loaded.</summary>
    public bool IsReady => Metadata["status"]?.AsText() == "ready";

    /// <summary>Where the dataset lies on the server, if it says.</summary>
    public string? SourcePath => Metadata["source_path"]?.AsText();

    /// <summary>The rate at which the server means to send pictures, if it says.</summary>
    public double? TargetFps => Settings["fps_target"] is StateValue fps && fps.TryGetDouble(out double value) ? value : null;

    /// <summary>The size of the server's canvas, if it says.</summary>
    public (int Width, int Height)? CanvasSize =>
        Settings["canvas_size"] is StateValue size && size.TryGetDoubles(out ImmutableArray<double> values) && values.Length == 2
            ? ((int)values[0], (int)values[1])
            : null;

    /// <summary>Takes over a scene.</summary>
    public static SceneModel From(NotifyScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return new SceneModel(scene.Viewer["settings"] as MapValue ?? MapValue.Empty, scene.Metadata ?? MapValue.Empty, scene.Policies ?? MapValue.Empty);
    }
}
