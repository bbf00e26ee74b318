using System;

namespace Fathom.Render.Native.OpenGL;

/// <summary>What a wait for a fence does first.</summary>
[Flags]
// GL's only bit is SYNC_FLUSH_COMMANDS_BIT. The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum SyncObjectMask
{
    Bit = 0x1,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
