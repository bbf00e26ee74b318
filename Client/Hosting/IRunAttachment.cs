using Fathom.Client.Loop;
using Fathom.Client.Playback;

namespace Fathom.Client.Hosting;

/// <summary>What a command adds to a run of the client: it acts beside the user, or instead.</summary>
internal interface IRunAttachment
{
    /// <summary>Wraps the input of a run that is about to begin.</summary>
    /// <param name="parts">What input works with.</param>
    /// <param name="input">The window's, or one that does nothing.</param>
    /// <param name="player">What plays axes in the window; null without a window.</param>
    IUserInput Attach(InputParts parts, IUserInput input, AxisPlayer? player);
}
