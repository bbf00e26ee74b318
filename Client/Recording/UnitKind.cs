namespace Fathom.Client.Recording;

/// <summary>What a recorded message of the pixel channel is to a decoder.</summary>
internal enum UnitKind : byte
{
    /// <summary>No frame, or none that makes sense.</summary>
    None,

    /// <summary>A picture that needs those before it.</summary>
    Delta,

    /// <summary>A picture that needs no other.</summary>
    Key,

    /// <summary>A picture that repeats the one before, exactly.</summary>
    Still,

    /// <summary>A picture that somebody had asked for by itself.</summary>
    Answer,
}
