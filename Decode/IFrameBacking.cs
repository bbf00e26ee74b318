namespace Fathom.Decode;

/// <summary>The memory behind a lease.</summary>
/// <remarks>Threads: <see cref="Free"/> is called exactly once for each lease that was opened on the backing, on whichever thread
/// released the last role, outside any lock.</remarks>
public interface IFrameBacking
{
    /// <summary>Gives the memory back.</summary>
    void Free();
}
