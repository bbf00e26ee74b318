using System.Collections.Immutable;
using System.Text.Json;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Scripts;
using Fathom.Protocol.State;

namespace Fathom.Client.Hosting;

/// <summary>How the server's view stood at the end, as it last told, and what went wrong on the way; part of the report.</summary>
/// <param name="State">What the loop knows.</param>
/// <param name="Script">What the script did; null without one.</param>
internal sealed record ViewReport(LoopState State, ScriptProgress? Script)
{
    /// <summary>What lay over the picture.</summary>
    public ImmutableArray<OverlayReport> Overlays { get; init; } = [];

    /// <summary>Writes its members into the report.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("server", State.Session is null && State.Dims is null ? null : State.Quirks.Name);
        WriteDims(json);
        WriteCamera(json);
        WriteLayers(json);
        OverlayReport.Write(json, Overlays);
        WriteErrors(json);
        Script?.Write(json);
    }

    private void WriteDims(Utf8JsonWriter json)
    {
        json.WriteStartObject("dims");
        if (State.Dims is { } dims)
        {
            for (int i = 0; i < dims.Step.Length; i++)
            {
                json.WriteNumber(DimsAxes.Label(dims, i), dims.Step[i]);
            }
        }

        json.WriteEndObject();
        if (State.Dims is { } told)
        {
            json.WriteNumber("ndisplay", told.Ndisplay);
            json.WriteNumber("level", told.CurrentLevel);
        }
        else
        {
            json.WriteNull("ndisplay");
            json.WriteNull("level");
        }
    }

    private void WriteCamera(Utf8JsonWriter json)
    {
        json.WriteStartObject("camera");
        if (State.View.Camera.Plane is { HasRect: true } plane)
        {
            Numbers(json, "rect", plane.Left, plane.Bottom, plane.Width, plane.Height);
        }

        if (State.View.Camera.Volume is { } volume)
        {
            Numbers(json, "center", volume.CenterX, volume.CenterY, volume.CenterZ);
            Numbers(json, "angles", volume.Azimuth, volume.Elevation, volume.Roll);
            Numbers(json, "distance_fov", volume.Distance, volume.FieldOfView);
        }

        json.WriteEndObject();
    }

    private void WriteLayers(Utf8JsonWriter json)
    {
        json.WriteStartObject("layers");
        foreach (LayerModel layer in State.View.Layers.Layers)
        {
            json.WriteStartObject(layer.Id);
            json.WriteString("name", layer.Name);
            foreach ((string name, StateValue value) in layer.Controls.Entries)
            {
                json.WritePropertyName(name);
                ValueJson.Write(json, value);
            }

            if (layer.Controls["contrast_limits"] is null && layer.ContrastLimits is { } limits)
            {
                // A plain server tells them beside the controls until somebody sets them.
                Numbers(json, "contrast_limits", limits.Low, limits.High);
            }

            foreach ((string name, StateValue value) in layer.Data.Entries)
            {
                json.WritePropertyName(name);
                ValueJson.Write(json, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteErrors(Utf8JsonWriter json)
    {
        json.WriteStartArray("errors");
        foreach (RunError error in State.Errors.Kept)
        {
            json.WriteStartObject();
            json.WriteString("code", error.Code);
            json.WriteString("text", error.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("errors_total", State.Errors.Count);
    }

    private static void Numbers(Utf8JsonWriter json, string name, params double[] values)
    {
        json.WritePropertyName(name);
        ValueJson.Write(json, values);
    }
}
