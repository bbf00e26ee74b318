namespace Fathom.Decode;

/// <summary>Whether units reach the decoder.</summary>
public enum GateState
{
    /// <summary>Everything but a key frame is dropped.</summary>
    Gated = 0,

    /// <summary>Units pass.</summary>
    Live,
}
