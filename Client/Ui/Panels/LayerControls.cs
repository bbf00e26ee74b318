using System;
using System.Collections.Generic;
using Fathom.Protocol.Colormaps;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The controls of one layer, in the dock below the list of layers. A layer of labels has no contrast: its colours are names, not amounts.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class LayerControls
{
    private static readonly string[] s_blendings = ["translucent", "additive", "opaque", "minimum", "maximum"];
    private static readonly string[] s_interpolations = ["nearest", "linear", "cubic", "catrom", "mitchell", "lanczos", "gaussian"];
    private static readonly string[] s_renderings = ["mip", "attenuated_mip", "translucent", "iso", "additive", "average"];
    private static readonly Action<Gui, ShapeRect, string> s_swatch = ColormapSwatch.Draw;

    private readonly UiParts _parts;
    private readonly PropertyRows _rows;
    private readonly HistogramRow _histogram;
    private readonly Dictionary<(string Id, string Name), ContrastSpan> _spans = [];
    private LayersModel? _known;

    /// <summary>Creates controls in the rows of a dock.</summary>
    public LayerControls(UiParts parts, PropertyRows rows)
    {
        _parts = parts;
        _rows = rows;
        _histogram = new HistogramRow(parts.Stats, rows);
    }

    /// <summary>Whether the values of a layer are names of things and not amounts of light.</summary>
    public static bool IsLabels(LayerModel layer) => layer.Description["layer_type"]?.AsText() == "labels";

    /// <summary>Runs the rows of a layer.</summary>
    public void Run(Gui gui, LayerModel layer, int index)
    {
        Learn();
        _rows.Heading(gui, "CONTROLS");
        _rows.Number(gui, LayerPanel.Key(layer, "opacity"), index, "Opacity", 1, 0, 1, 0.05, "0.00");
        if (IsLabels(layer))
        {
            _rows.Word(gui, LayerPanel.Key(layer, "blending"), index, "Blending", s_blendings, "translucent");
            return;
        }

        PropertyKey contrast = LayerPanel.Key(layer, "contrast_limits");
        ContrastSpan span = _spans[(layer.Id, layer.Name)];
        _histogram.Run(gui, layer, index, PropertyRows.ReadPair(_parts.Intents.Shown(contrast)) ?? (0, 1), span);
        _rows.Range(gui, contrast, index, "Contrast", (0, 1), span);
        _histogram.Buttons(gui, layer, index);
        _rows.Number(gui, LayerPanel.Key(layer, "gamma"), index, "Gamma", 1, 0.2, 2, 0.05, "0.00");
        _rows.Word(gui, LayerPanel.Key(layer, "colormap"), index, "Colormap", ColormapTables.Names, "gray", s_swatch);
        _rows.Word(gui, LayerPanel.Key(layer, "blending"), index, "Blending", s_blendings, "opaque");
        _rows.Word(gui, LayerPanel.Key(layer, "interpolation"), index, "Interpolate", s_interpolations, "linear");
        if (_parts.State.Dims is { Ndisplay: 3 })
        {
            Volume(gui, layer, index);
        }
    }

    /// <summary>What only a volume has.</summary>
    private void Volume(Gui gui, LayerModel layer, int index)
    {
        PropertyKey rendering = LayerPanel.Key(layer, "rendering");
        _rows.Word(gui, rendering, index, "Rendering", s_renderings, "mip");
        switch (_parts.Intents.Shown(rendering)?.AsText())
        {
            case "attenuated_mip":
                _rows.Number(gui, LayerPanel.Key(layer, "attenuation"), index, "Attenuation", 0.05, 0, 0.5, 0.01, "0.00");
                break;
            case "iso":
                (double low, double high) = PropertyRows.ReadPair(_parts.Intents.Shown(LayerPanel.Key(layer, "contrast_limits"))) ?? (0, 1);
                _rows.Number(gui, LayerPanel.Key(layer, "iso_threshold"), index, "Threshold", (low + high) / 2, low, high, (high - low) / 50, "0.###");
                break;
        }
    }

    /// <summary>Reads what the layers tell beyond their controls, when they change.</summary>
    private void Learn()
    {
        LayersModel layers = _parts.State.View.Layers;
        if (ReferenceEquals(layers, _known))
        {
            return;
        }

        _known = layers;
        foreach (LayerModel layer in layers.Layers)
        {
            if (!_spans.TryGetValue((layer.Id, layer.Name), out ContrastSpan? span))
            {
                _spans[(layer.Id, layer.Name)] = span = new ContrastSpan();
            }

            if (PropertyRows.ReadPair(layer.Metadata["contrast_range"]) is { } range)
            {
                span.Tell(range.Low, range.High);
            }
        }
    }
}
