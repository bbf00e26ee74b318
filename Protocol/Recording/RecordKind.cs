namespace Fathom.Protocol.Recording;

/// <summary>What a record of a recording holds. Readers skip numbers that they do not know.</summary>
public enum RecordKind
{
    /// <summary>Nothing; no record has it.</summary>
    None = 0,

    /// <summary>A text message of the state channel, from the server.</summary>
    StateReceived = 1,

    /// <summary>A text message of the state channel, to the server.</summary>
    StateSent = 2,

    /// <summary>A whole message of the pixel channel on which no view block was negotiated.</summary>
    PixelPlain = 3,

    /// <summary>A whole message of the pixel channel with view blocks.</summary>
    PixelWithView = 4,

    /// <summary>A JSON object about the recording itself: server, program, version.</summary>
    Note = 5,

    /// <summary>A connection was made: <c>state</c> or <c>pixel</c>. Session, numbers and clock may begin anew.</summary>
    Connected = 6,

    /// <summary>Messages are missing here, because the disk was too slow for them: a JSON object with their number and bytes.</summary>
    Gap = 7,
}
