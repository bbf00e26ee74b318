using Fathom.Client.Streams;
using Fathom.Decode;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Loop;

/// <summary>What the main thread may ask of the other threads. Nothing here waits.</summary>
internal interface IStreamControl
{
    /// <summary>Queues a message to the server; false when there is no session or no room.</summary>
    bool TryPost(Message message);

    /// <summary>Where frames come from.</summary>
    void AimPixel(PixelTarget target);

    /// <summary>How frames are coded.</summary>
    void Configure(StreamConfiguration configuration);

    /// <summary>A session began: requests can be made again.</summary>
    void OnSession();
}
