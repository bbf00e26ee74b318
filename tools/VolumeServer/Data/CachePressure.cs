namespace Fathom.VolumeServer.Data;

/// <summary>How full a cache is when it says so.</summary>
internal readonly record struct CachePressure(long HeldBytes, long LimitBytes);
