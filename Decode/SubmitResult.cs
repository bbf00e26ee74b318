namespace Fathom.Decode;

/// <summary>What became of a unit that was handed to a decoder.</summary>
public enum SubmitResult
{
    /// <summary>Taken; ask for pictures.</summary>
    Accepted = 0,

    /// <summary>Pictures must be taken out first; the unit is still the caller's.</summary>
    Full,

    /// <summary>The bytes make no sense to the decoder. The unit is consumed.</summary>
    InvalidData,

    /// <summary>The decoder cannot go on. The unit is consumed.</summary>
    Failed,
}
