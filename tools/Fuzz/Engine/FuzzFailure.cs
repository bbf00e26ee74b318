using System;

namespace Fathom.Fuzz.Engine;

/// <summary>A parser broke one of its promises.</summary>
internal sealed class FuzzFailure(string message) : Exception(message)
{
    public static void Unless(bool holds, string promise)
    {
        if (!holds)
        {
            throw new FuzzFailure(promise);
        }
    }
}
