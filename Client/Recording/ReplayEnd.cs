using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Decode;

namespace Fathom.Client.Recording;

/// <summary>Ends a run without a window when the recording has ended and its last picture is shown.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class ReplayEnd : IUserInput
{
    private static readonly ExitCause s_replayed = new("replayed");

    private readonly IUserInput _inner;
    private readonly InputParts _parts;

    /// <summary>Creates it around the input of the run.</summary>
    public ReplayEnd(IUserInput inner, InputParts parts)
    {
        _inner = inner;
        _parts = parts;
    }

    /// <inheritdoc/>
    public void Read(long now)
    {
        _inner.Read(now);
        if (_parts.State.IsSourceEnded && _parts.Presenter.Count == 0)
        {
            _parts.State.Exit ??= s_replayed;
        }
    }

    /// <inheritdoc/>
    public void OnShown(in FrameInfo info) => _inner.OnShown(info);

    /// <inheritdoc/>
    public long? NextDue(long now) => _parts.State.IsSourceEnded ? now : _inner.NextDue(now);
}
