namespace Fathom.Decode.Media;

/// <summary>What a stream of a file holds.</summary>
public enum MediaKind
{
    /// <summary>Something else: subtitles, data, attachments.</summary>
    Other = 0,

    /// <summary>Pictures.</summary>
    Video,

    /// <summary>Sound.</summary>
    Audio,
}
