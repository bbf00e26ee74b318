namespace Fathom.VolumeServer.Streaming;

/// <summary>The one lossless picture that waits for a viewer; a newer one takes its place, a newer revision makes it void.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class StillSlot
{
    private readonly object _gate = new();
    private EncodedFrame? _still;

    /// <summary>Puts a picture here and holds it.</summary>
    public void Put(EncodedFrame still)
    {
        still.Hold();
        lock (_gate)
        {
            _still?.Release();
            _still = still;
        }
    }

    /// <summary>A picture of this revision is under way: an older still would be a step back.</summary>
    public void Supersede(long revision)
    {
        lock (_gate)
        {
            if (_still is { } still && still.View.Revision < revision)
            {
                still.Release();
                _still = null;
            }
        }
    }

    /// <summary>The picture, if there is one; the caller releases it.</summary>
    public bool TryTake(out EncodedFrame? still)
    {
        lock (_gate)
        {
            still = _still;
            _still = null;
            return still is not null;
        }
    }

    public void Clear()
    {
        if (TryTake(out EncodedFrame? still))
        {
            still!.Release();
        }
    }
}
