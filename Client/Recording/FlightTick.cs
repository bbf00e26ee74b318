using System;
using Fathom.Client.Loop;
using Fathom.Decode;

namespace Fathom.Client.Recording;

/// <summary>Does something in each tick before the user is heard.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class FlightTick : IUserInput
{
    private readonly IUserInput _inner;
    private readonly Action<long> _onTick;

    /// <summary>Creates it around the input of the run.</summary>
    public FlightTick(IUserInput inner, Action<long> onTick)
    {
        _inner = inner;
        _onTick = onTick;
    }

    /// <inheritdoc/>
    public void Read(long now)
    {
        _onTick(now);
        _inner.Read(now);
    }

    /// <inheritdoc/>
    public void OnShown(in FrameInfo info) => _inner.OnShown(info);

    /// <inheritdoc/>
    public long? NextDue(long now) => _inner.NextDue(now);
}
