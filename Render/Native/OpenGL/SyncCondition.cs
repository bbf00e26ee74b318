namespace Fathom.Render.Native.OpenGL;

/// <summary>What a fence waits for.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum SyncCondition
{
    SyncGpuCommandsComplete = 0x9117,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
