using Fathom.Protocol.Messages;

namespace Fathom.Client.Scripts;

/// <summary>A step that takes longer than one look.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal interface IScriptTask
{
    /// <summary>Goes on; true when the step is over, with what it met, or null for nothing.</summary>
    bool TryFinish(long now, out ErrorInfo? error);

    /// <summary>When <see cref="TryFinish"/> has something to do although nothing happens; null for never.</summary>
    long? NextDue { get; }
}
