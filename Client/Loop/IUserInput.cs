namespace Fathom.Client.Loop;

/// <summary>Turns what the user does at the window into intents.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal interface IUserInput
{
    /// <summary>Acts on all events since the last call.</summary>
    void Read(long now);
}
