using System;
using System.Collections.Immutable;
using Fathom.Client.Hosting;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>Where the indices of each axis lie in the world, as the layers tell it. Without units or sizes of samples, one index is one step.</summary>
/// <remarks>Threads: main thread. Read anew only when the layers change.</remarks>
internal sealed class WorldAxes
{
    private LayersModel? _layers;
    private ImmutableArray<double> _scale = [];
    private ImmutableArray<double> _translate = [];
    private ImmutableArray<string> _units = [];

    /// <summary>Whether anything but indices is known.</summary>
    public bool IsKnown => !_scale.IsEmpty;

    /// <summary>Takes over what the layers say.</summary>
    public void Update(LayersModel layers)
    {
        if (ReferenceEquals(layers, _layers))
        {
            return;
        }

        _layers = layers;
        (_scale, _translate, _units) = ([], [], []);
        foreach (LayerModel layer in layers.Layers)
        {
            if (layer.Scale.IsEmpty)
            {
                continue;
            }

            _scale = layer.Scale;
            _translate = layer.Translate;
            _units = Units(layer);
            break;
        }
    }

    /// <summary>The world value of an index.</summary>
    public double ValueOf(int axis, double index) => (index * ScaleOf(axis)) + (axis < _translate.Length ? _translate[axis] : 0);

    /// <summary>The index nearest to a world value.</summary>
    public double IndexOf(int axis, double value) => (value - (axis < _translate.Length ? _translate[axis] : 0)) / ScaleOf(axis);

    /// <summary>The size of a sample.</summary>
    public double ScaleOf(int axis) => axis < _scale.Length && _scale[axis] != 0 && double.IsFinite(_scale[axis]) ? _scale[axis] : 1;

    /// <summary>The unit; empty when nobody told it.</summary>
    public string UnitOf(int axis) => axis >= 0 && axis < _units.Length ? _units[axis] : string.Empty;

    /// <summary>Digits behind the point that tell neighbours apart.</summary>
    public string FormatOf(int axis) => ScaleOf(axis) switch
    {
        >= 1 when ScaleOf(axis) == Math.Floor(ScaleOf(axis)) => "0",
        >= 0.1 => "0.0",
        >= 0.01 => "0.00",
        >= 0.001 => "0.000",
        _ => "0.####",
    };

    /// <summary>The usual sign for a unit's name.</summary>
    public static string Sign(string unit) => unit is "pixel" or "index" ? string.Empty : WorldUnits.Sign(unit);

    private static ImmutableArray<string> Units(LayerModel layer)
    {
        if ((layer.Metadata["units"] ?? layer.Description["units"]) is not ListValue list)
        {
            return [];
        }

        var units = ImmutableArray.CreateBuilder<string>(list.Items.Length);
        foreach (StateValue unit in list.Items)
        {
            units.Add(Sign(unit.AsText() ?? string.Empty));
        }

        return units.MoveToImmutable();
    }
}
