namespace Fathom.Client.Streams;

/// <summary>What came over a websocket.</summary>
internal enum ReceivedKind
{
    /// <summary>A whole message.</summary>
    Message,

    /// <summary>The other side closes.</summary>
    Close,

    /// <summary>A message larger than allowed; the rest of it was not read.</summary>
    TooLarge,
}
