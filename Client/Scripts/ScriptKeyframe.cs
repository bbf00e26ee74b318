using System;
using Fathom.Client.Loop;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Scripts;

/// <summary>Asks for a key frame under the rules that spare the encoder, and goes on when that is answered.</summary>
internal sealed class ScriptKeyframe : IScriptTask
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly ScriptStage _stage;
    private readonly KeyframeCalls? _calls;
    private readonly long _startedAt;

    /// <summary>Creates a request.</summary>
    public ScriptKeyframe(ScriptStage stage, long now)
    {
        _stage = stage;
        _calls = stage.Parts.Keyframes;
        _startedAt = now;
        _calls?.Want();
    }

    /// <inheritdoc/>
    public long? NextDue => _stage.After(_startedAt, s_patience);

    /// <inheritdoc/>
    public bool TryFinish(long now, out ErrorInfo? error)
    {
        bool isOver = _calls is not { IsOffered: true } || now >= NextDue;
        error = _calls is not { IsOffered: true } ? new ErrorInfo("command.not_offered", "The server takes no requests for key frames.")
            : isOver ? new ErrorInfo("command.timeout", "The request for a key frame was not answered.")
            : null;
        return isOver || _calls is { IsWanted: false, IsOutstanding: false };
    }
}
