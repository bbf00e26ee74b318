using System;
using Fathom.Client.Loop;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Scripts;

/// <summary>Moves an axis again and again in time. Moves that a late tick missed are made up at once: none is left out.</summary>
internal sealed class ScriptMoves : IScriptTask
{
    private readonly ScriptStage _stage;
    private readonly string _axis;
    private readonly Func<long, int, int> _indexOf;
    private readonly double _everySeconds;
    private readonly long _last;
    private readonly long _startedAt;
    private long _next;

    private ScriptMoves(ScriptStage stage, string axis, Func<long, int, int> indexOf, double everySeconds, long last, long now)
    {
        _stage = stage;
        _axis = axis;
        _indexOf = indexOf;
        _everySeconds = everySeconds;
        _last = last;
        _startedAt = now;
    }

    /// <inheritdoc/>
    public long? NextDue => _startedAt + (long)(_next * _everySeconds * _stage.Time.TimestampFrequency);

    /// <summary>From one index to another at an even pace.</summary>
    public static ScriptMoves Scrub(ScriptStage stage, ScriptStep step, long now)
    {
        int from = step.Integer("from"), to = step.Integer("to");
        double seconds = step.Number("ms") / 1000;
        long last = Math.Max(1, (long)Math.Round(seconds * step.Number("hz", 60)));
        return new ScriptMoves(
            stage, step.Axis, (move, _) => from + (int)Math.Round((to - (double)from) * move / last, MidpointRounding.AwayFromZero), seconds / last, last, now);
    }

    /// <summary>To indices that look like chance and are the same for the same seed.</summary>
    public static ScriptMoves Seek(ScriptStage stage, ScriptStep step, long now)
    {
        ulong seed = (ulong)step.Integer("seed", 1);
        return new ScriptMoves(
            stage, step.Axis, (move, size) => (int)(Mix(seed + ((ulong)(move + 1) * 0x9E3779B97F4A7C15)) % (ulong)Math.Max(1, size)),
            step.Number("every_ms") / 1000, step.Integer("count") - 1, now);
    }

    /// <inheritdoc/>
    public bool TryFinish(long now, out ErrorInfo? error)
    {
        while (_next <= _last && now >= NextDue)
        {
            // Between two sessions the axes are the last ones known: a drag goes on while the server is away.
            if (!_stage.TryFindAxis(_axis, out int axis, out error))
            {
                return true;
            }

            _stage.Parts.Intents.SetIndex(axis, _indexOf(_next, DimsAxes.Size(_stage.State.Dims!, axis)));
            _next++;
        }

        error = null;
        return _next > _last;
    }

    /// <summary>The finaliser of SplitMix64: every bit of the input moves every bit of the result.</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
