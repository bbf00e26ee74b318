using System;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Scripts;

/// <summary>Waits for a state of the run, or for a time.</summary>
internal sealed class ScriptWait : IScriptTask
{
    private readonly ScriptStage _stage;
    private readonly SettleRule _settle;
    private readonly string? _until;
    private readonly TimeSpan _limit;
    private readonly long _startedAt;

    /// <summary>Creates a wait that began at <paramref name="now"/>.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="until">One of the words of <see cref="ScriptVerbs"/>; null for the time alone.</param>
    /// <param name="limit">The longest that it takes, or the time.</param>
    /// <param name="now">When it begins.</param>
    public ScriptWait(ScriptStage stage, string? until, TimeSpan limit, long now)
    {
        _stage = stage;
        _until = until;
        _limit = limit;
        _startedAt = now;
        _settle = new SettleRule(stage.State, stage.Parts.Intents, stage.Time);
    }

    /// <inheritdoc/>
    public long? NextDue => Math.Min(_stage.After(_startedAt, _limit), (_until == ScriptVerbs.Settled ? _settle.NextDue : null) ?? long.MaxValue);

    /// <inheritdoc/>
    public bool TryFinish(long now, out ErrorInfo? error)
    {
        error = null;
        bool isThere = _until switch
        {
            ScriptVerbs.Settled => _settle.IsSettled(now) && _stage.Parts.Overlays is not { IsBusy: true },
            ScriptVerbs.Picture => _stage.HasPicture,
            ScriptVerbs.Acked => _settle.IsAnswered,
            _ => false,
        };
        bool isOver = _stage.Time.GetElapsedTime(_startedAt, now) >= _limit;
        if (!isThere && isOver && _until is not null)
        {
            error = new ErrorInfo("script.timeout", FormattableString.Invariant($"Not {_until} after {_limit.TotalSeconds:0.###} s: {Missing()}"));
        }

        return isThere || isOver;
    }

    private string Missing() => !_stage.IsConnected ? "the server is not connected."
        : !_stage.IsReady ? "the server has not said which axes there are."
        : _stage.Parts.Intents.Unanswered is > 0 and var count ? FormattableString.Invariant($"{count} intents are unanswered.")
        : !_stage.HasPicture ? "no picture came."
        : _stage.Parts.Overlays is { IsBusy: true } ? "an overlay is still being read."
        : "the picture that answers the last intent did not come.";
}
