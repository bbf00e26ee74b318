using System;
using Fathom.Client.Streams;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Scripts;

/// <summary>Breaks both connections and goes on when the loop has noticed.</summary>
internal sealed class ScriptDrop : IScriptTask
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly ScriptStage _stage;
    private readonly long _startedAt;
    private readonly ChannelChanged _stateBefore;
    private readonly ChannelChanged _pixelBefore;

    /// <summary>Breaks them.</summary>
    public ScriptDrop(ScriptStage stage, long now)
    {
        _stage = stage;
        _startedAt = now;
        _stateBefore = stage.State.StateChannel;
        _pixelBefore = stage.State.PixelChannel;
        stage.Parts.DropConnections();
    }

    /// <inheritdoc/>
    public long? NextDue => _stage.After(_startedAt, s_patience);

    /// <inheritdoc/>
    public bool TryFinish(long now, out ErrorInfo? error)
    {
        error = null;
        bool isNoticed = !ReferenceEquals(_stage.State.StateChannel, _stateBefore) && !ReferenceEquals(_stage.State.PixelChannel, _pixelBefore);
        return isNoticed || now >= NextDue;
    }
}
