using System;

namespace Fathom.Client.Tests.Client;

/// <summary>A clock that a test moves. Timers are the real ones: nothing that uses this clock needs any.</summary>
internal sealed class FakeTime : TimeProvider
{
    private long _now = 1_000_000_000;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000 + (_now / 1e6));

    public void Advance(double seconds) => _now += (long)(seconds * 1e6);
}
