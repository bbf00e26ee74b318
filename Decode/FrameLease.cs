using System;
using System.Runtime.CompilerServices;

namespace Fathom.Decode;

/// <summary>A handle to one decoded picture that several roles share. The memory is freed when the last role lets go.</summary>
/// <remarks>
/// <para>Threads: all members may be called from any thread; the counts change by compare-and-swap, nothing blocks, nothing allocates.</para>
/// <para>Ownership: acquire the next role before releasing one's own. A handle outlives its lease without harm: it is then stale, and every
/// use of it is an error or, for <see cref="TryAcquire"/>, a refusal.</para>
/// </remarks>
public readonly struct FrameLease : IEquatable<FrameLease>
{
    private readonly LeaseSlot? _slot;
    private readonly uint _generation;

    internal FrameLease(LeaseSlot slot, uint generation)
    {
        _slot = slot;
        _generation = generation;
    }

    /// <summary>True for the default value, which is no lease at all.</summary>
    public bool IsNull => _slot is null;

    /// <summary>True while any role is held.</summary>
    public bool IsOpen => _slot is not null && _slot.IsOpen(_generation);

    /// <summary>What is known about the picture. Valid while the caller holds a role.</summary>
    public ref readonly FrameInfo Info => ref Open().Info;

    /// <summary>Where the picture lives.</summary>
    public SurfaceHandle Surface => Open().Info.Surface;

    /// <summary>Number of planes in memory.</summary>
    public int PlaneCount => Open().Info.Layout.PlaneCount();

    /// <summary>Compares handles.</summary>
    public static bool operator ==(FrameLease left, FrameLease right) => left.Equals(right);

    /// <summary>Compares handles.</summary>
    public static bool operator !=(FrameLease left, FrameLease right) => !left.Equals(right);

    /// <summary>One plane. Valid while the caller holds a role.</summary>
    public PlaneView GetPlane(int index)
    {
        LeaseSlot slot = Open();
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, slot.Info.Layout.PlaneCount());
        return slot.Planes[index];
    }

    /// <summary>Takes a role once more; false when the lease is closed already.</summary>
    public bool TryAcquire(LeaseRole role, [CallerFilePath] string site = "", [CallerLineNumber] int line = 0)
        => _slot is not null && _slot.TryAcquire(_generation, role, site, line);

    /// <summary>Takes a role once more; throws when the lease is closed already.</summary>
    public void Acquire(LeaseRole role, [CallerFilePath] string site = "", [CallerLineNumber] int line = 0)
    {
        if (!TryAcquire(role, site, line))
        {
            throw new LeaseException($"Cannot acquire role {role}: {(IsNull ? "this handle is empty" : "the lease is closed, its picture is gone")}.");
        }
    }

    /// <summary>Lets a role go once; throws when it is not held.</summary>
    public void Release(LeaseRole role)
    {
        if (_slot is null)
        {
            throw new LeaseException($"Cannot release role {role}: this handle is empty.");
        }

        _slot.Release(_generation, role);
    }

    /// <summary>How often <paramref name="role"/> is held; 0 on a closed lease.</summary>
    public int CountOf(LeaseRole role) => _slot is null ? 0 : _slot.CountOf(_generation, role);

    /// <inheritdoc/>
    public bool Equals(FrameLease other) => ReferenceEquals(_slot, other._slot) && _generation == other._generation;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FrameLease other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_slot is null ? 0 : RuntimeHelpers.GetHashCode(_slot), _generation);

    /// <inheritdoc/>
    public override string ToString() => _slot is null ? "no lease" : _slot.Describe(_generation);

    private LeaseSlot Open()
    {
        if (_slot is null || !_slot.IsOpen(_generation))
        {
            throw new LeaseException(_slot is null ? "This lease handle is empty." : "This lease handle is stale: the picture is gone.");
        }

        return _slot;
    }
}
