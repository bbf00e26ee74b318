namespace Fathom.Client.Streams;

/// <summary>The two connections to a server.</summary>
internal enum ChannelKind
{
    /// <summary>JSON both ways.</summary>
    State,

    /// <summary>Video to us.</summary>
    Pixel,
}
