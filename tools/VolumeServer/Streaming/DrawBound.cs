using System;
using System.Threading;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// Ends what is being drawn when nobody wants it any more. What is drawn at rest ends with every change. A picture that somebody waits for is drawn to its
/// end, so that a drag shows something; but one of other axes is worth nothing: a plane through all times may take a minute to read.
/// </summary>
/// <remarks>Threads: whoever holds the render loop's lock.</remarks>
internal sealed class DrawBound
{
    private CancellationTokenSource? _source;
    private SceneState? _drawn;
    private bool _isBusy;

    /// <summary>Something is going to be drawn: this state, or whatever can be drawn at rest.</summary>
    public CancellationToken Begin(SceneState? drawn)
    {
        // One without a timer holds nothing that would have to be given back.
        CancellationTokenSource source = _source is { } last && last.TryReset() ? last : new CancellationTokenSource();
        (_source, _drawn, _isBusy) = (source, drawn, true);
        return source.Token;
    }

    /// <summary>It was drawn, or given up.</summary>
    public void End() => (_drawn, _isBusy) = (null, false);

    /// <summary>Something has changed; null: all of it.</summary>
    public void Change(SceneState? now)
    {
        bool isWanted = _drawn is { } drawn && now is not null && now.DisplayedAxes == drawn.DisplayedAxes && now.Order.AsSpan().SequenceEqual(drawn.Order.AsSpan());
        if (_isBusy && !isWanted)
        {
            _source?.Cancel();
        }
    }
}
