using System;
using Fathom.Client.Loop;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Ui;

/// <summary>What the panel of the stages shows, taken twice a second so that it can be read and costs nothing between.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class StageFigures
{
    private const double Period = 0.5;

    private readonly LoopState _state;
    private readonly PresenterQueue _presenter;
    private readonly TimeProvider _time;
    private readonly StageSummary[] _stages = new StageSummary[StageNames.Count];
    private long _version = -1;
    private double _takenAt = double.NegativeInfinity;

    /// <summary>Creates figures that know nothing yet.</summary>
    public StageFigures(LoopState state, PresenterQueue presenter, TimeProvider time)
    {
        _state = state;
        _presenter = presenter;
        _time = time;
    }

    /// <summary>The whole.</summary>
    public Distribution Total { get; private set; }

    /// <summary>Both ways through the network.</summary>
    public Distribution Transport { get; private set; }

    /// <summary>True when the whole begins with an intent; false when nobody asked and it begins with the server's renderer.</summary>
    public bool IsOfIntents { get; private set; }

    /// <summary>Whether anything rests on a guess.</summary>
    public bool IsEstimated { get; private set; }

    /// <summary>The stage with the largest median; null without samples.</summary>
    public Stage? Largest { get; private set; }

    /// <summary>What is known of the clock.</summary>
    public string Clock { get; private set; } = string.Empty;

    /// <summary>Why the last picture was shown when it was.</summary>
    public string Choice { get; private set; } = string.Empty;

    /// <summary>How swaps stand to the monitor.</summary>
    public string Refresh { get; private set; } = string.Empty;

    /// <summary>One stage.</summary>
    public ref readonly StageSummary this[Stage stage] => ref _stages[(int)stage];

    /// <summary>Takes figures when there are others and it is time. Returns when the next ones are due; infinite when nothing new has come.</summary>
    public double Update(double now)
    {
        LiveFigures live = _state.Live;
        if (now >= _takenAt + Period && live.Version != _version)
        {
            Take(live);
            (_version, _takenAt) = (live.Version, now);
        }

        return live.Version == _version ? double.PositiveInfinity : _takenAt + Period;
    }

    private void Take(LiveFigures live)
    {
        IsOfIntents = live.Intents.Totals.Count > 0;
        StageTable table = IsOfIntents ? live.Intents : live.Frames;
        Total = table.Totals.Summarize();
        Transport = table.Transports.Summarize();
        IsEstimated = table.Estimated > 0;
        Largest = null;
        for (int i = 0; i < _stages.Length; i++)
        {
            _stages[i] = table.Summarize((Stage)i);
            if (_stages[i].Milliseconds.Count > 0 && (Largest is not { } largest || _stages[i].Milliseconds.P50 > _stages[(int)largest].Milliseconds.P50))
            {
                Largest = (Stage)i;
            }
        }

        Clock = ClockText.Of(_presenter.Clock, _time);
        Choice = ChoiceText.Of(live.LastFrame, _state.TicksPerSecond);
        Refresh = ChoiceText.Of(live.Refresh);
    }
}
