using Fathom.Protocol.Messages;

namespace Fathom.Client.Recording;

/// <summary>Says which part of the state a message tells.</summary>
internal static class BaselineParts
{
    /// <summary>The part; none for messages that say nothing to one who comes later.</summary>
    public static BaselinePart Of(Message? message) => message switch
    {
        SessionWelcome => BaselinePart.Session,
        NotifyScene => BaselinePart.Scene,
        NotifyLayers => BaselinePart.Layers,
        NotifyDims => BaselinePart.Dims,
        NotifyCamera => BaselinePart.Camera,
        NotifyStream => BaselinePart.Stream,
        NotifySceneLevel => BaselinePart.Level,
        DriveState => BaselinePart.Drive,
        _ => BaselinePart.None,
    };
}
