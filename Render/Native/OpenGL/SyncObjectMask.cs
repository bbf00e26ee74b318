using System;

namespace Fathom.Render.Native.OpenGL;

/// <summary>What a wait for a fence does first.</summary>
[Flags]
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum SyncObjectMask
{
    SyncFlushCommandsBit = 0x1,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
