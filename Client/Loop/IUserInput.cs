using Fathom.Decode;

namespace Fathom.Client.Loop;

/// <summary>Turns what the user does at the window into intents.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal interface IUserInput
{
    /// <summary>Acts on all events since the last call.</summary>
    void Read(long now);

    /// <summary>A new picture is about to be drawn.</summary>
    void OnShown(in FrameInfo info)
    {
    }

    /// <summary>When <see cref="Read"/> has something to do although nothing happens; null for never.</summary>
    long? NextDue(long now) => null;
}
