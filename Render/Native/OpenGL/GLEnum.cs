namespace Fathom.Render.Native.OpenGL;

/// <summary>Values that functions return.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum GLEnum
{
    NoError = 0x0,
    InvalidEnum = 0x500,
    InvalidValue = 0x501,
    InvalidOperation = 0x502,
    OutOfMemory = 0x505,
    InvalidFramebufferOperation = 0x506,
    ContextLost = 0x507,
    FramebufferComplete = 0x8CD5,
    FramebufferUnsupported = 0x8CDD,
    AlreadySignaled = 0x911A,
    TimeoutExpired = 0x911B,
    ConditionSatisfied = 0x911C,
    WaitFailed = 0x911D,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
