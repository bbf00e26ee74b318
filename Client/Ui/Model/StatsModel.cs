using System;
using System.Collections.Generic;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Protocol.Commands;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>How the values of layers are distributed: asked for when a layer's controls are first looked at, and kept while the data are the same.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class StatsModel
{
    private readonly LoopState _state;
    private readonly IntentQueue _intents;
    private readonly LatestCall<Request> _call;
    private readonly Dictionary<string, LayerHistogram> _known = [];
    private readonly Dictionary<string, string> _failed = [];
    private SceneModel? _scene;
    private string? _asked;

    /// <summary>Creates a model that knows nothing.</summary>
    public StatsModel(LoopState state, IntentQueue intents, CommandLane commands, Action wake)
    {
        _state = state;
        _intents = intents;
        _call = new LatestCall<Request>(commands, CommandNames.Stats, wake);
    }

    /// <summary>Whether the server of this session counts values.</summary>
    public bool IsOffered => _call.IsOffered;

    /// <summary>Whether counts are drawn by their logarithms.</summary>
    public bool IsLogarithmic { get; set; } = true;

    /// <summary>What is known of a layer; asks when that is nothing.</summary>
    public LayerHistogram? Of(LayerModel layer)
    {
        if (!ReferenceEquals(_scene, _state.View.Scene))
        {
            // Other data, or the same ones of a server that came back.
            _scene = _state.View.Scene;
            _known.Clear();
            _failed.Clear();
            _asked = null;
        }

        if (_known.TryGetValue(layer.Id, out LayerHistogram? known))
        {
            return known;
        }

        if (_asked != layer.Id && IsOffered && !_failed.ContainsKey(layer.Id))
        {
            _asked = layer.Id;
            Ask(layer, "data", setsContrast: false);
        }

        return null;
    }

    /// <summary>Why nothing is known of a layer; null while that is not said.</summary>
    public string? WhyNot(LayerModel layer) => _failed.GetValueOrDefault(layer.Id);

    /// <summary>Sets the contrast to what lies between the percentiles of all data, or between their ends.</summary>
    public void SetContrast(LayerModel layer, bool isFull)
    {
        if (_known.TryGetValue(layer.Id, out LayerHistogram? known) && !known.IsSlice)
        {
            Set(layer.Id, known, isFull);
        }
        else
        {
            Ask(layer, "data", setsContrast: true, isFull);
        }
    }

    /// <summary>Sets the contrast to what lies between the percentiles of the slice that is shown.</summary>
    public void SetContrastOfSlice(LayerModel layer) => Ask(layer, "slice", setsContrast: true);

    /// <summary>Takes an answer that came. True when there is something else to show.</summary>
    public bool Drain()
    {
        bool isNews = false;
        while (_call.TryTake(out Request request, out CommandOutcome outcome))
        {
            isNews = true;
            if (!ReferenceEquals(request.Scene, _state.View.Scene))
            {
                continue;
            }

            if (outcome.Result is MapValue answer && LayerHistogram.Read(answer) is { } histogram)
            {
                _known[request.Layer] = histogram;
                if (request.SetsContrast)
                {
                    Set(request.Layer, histogram, request.IsFull);
                }
            }
            else if (outcome.Error?.Code is not ("command.superseded" or CommandOutcome.SessionClosed))
            {
                _failed[request.Layer] = outcome.Error?.Message ?? "The layer has no values.";
            }

            _asked = _asked == request.Layer ? null : _asked;
        }

        return isNews;
    }

    private void Set(string layer, LayerHistogram histogram, bool isFull)
    {
        (double low, double high) = isFull ? (histogram.Low, histogram.High) : (histogram.Percentile1, histogram.Percentile99);
        if (low >= high)
        {
            (low, high) = (low - 0.5, high + 0.5);
        }

        _intents.Set(new PropertyKey("layer", layer, "contrast_limits"), new double[] { low, high });
    }

    private void Ask(LayerModel layer, string of, bool setsContrast, bool isFull = false)
    {
        MapValue keywords = MapValue.Of(("layer", layer.Id), ("of", of));
        if (of == "slice" && _state.Dims is { } dims)
        {
            // The slice on the screen, which may still be on its way to the one asked for.
            bool isToldByPicture = !_state.Drawn.IsNull && _state.Drawn.Info.HasView;
            keywords = keywords.With("step", isToldByPicture ? _state.Drawn.Info.View.Step.ToArray() : [.. dims.Step]);
        }

        _failed.Remove(layer.Id);
        _call.Ask(new Request(_state.View.Scene, layer.Id, setsContrast, isFull), keywords);
    }

    private sealed record Request(SceneModel Scene, string Layer, bool SetsContrast, bool IsFull);
}
