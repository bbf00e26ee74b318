using System;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Updates;

/// <summary>How the level of detail is brought into its range.</summary>
public static class LevelValues
{
    /// <summary>The nearest level there is; false when the value is no integer.</summary>
    public static bool TryClamp(StateValue value, int levelCount, out int level)
    {
        bool integer = LooseValue.TryIntegerOrText(value, out long wanted);
        level = integer ? (int)Math.Clamp(wanted, 0, Math.Max(0, levelCount - 1)) : 0;
        return integer;
    }
}
