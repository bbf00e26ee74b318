namespace Fathom.Protocol.Messages;

/// <summary>Why a frame could not be read, and as much of its envelope as an answer needs.</summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Field">The member at fault, by its wire name; empty when it is the whole frame.</param>
/// <param name="Text">A sentence for logs and for the peer.</param>
public readonly record struct MessageError(MessageErrorKind Kind, string Field, string Text)
{
    /// <summary>The frame's type, or null when it could not be read.</summary>
    public string? FrameType { get; init; }

    /// <summary>The frame's id, or null when there is none.</summary>
    public string? FrameId { get; init; }

    /// <summary>The frame's intent, or null when there is none.</summary>
    public string? IntentId { get; init; }

    /// <summary>The frame's session, or null when there is none.</summary>
    public string? Session { get; init; }
}
