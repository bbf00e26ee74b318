namespace Fathom.Decode;

/// <summary>What came out of a decoder.</summary>
public enum ReceiveResult
{
    /// <summary>A picture, with the decoder role held.</summary>
    Frame = 0,

    /// <summary>Nothing until the next unit.</summary>
    NeedsInput,

    /// <summary>A picture was decoded, but the lease cap is reached: it is gone, the next one is not affected.</summary>
    NoLeaseFree,

    /// <summary>A picture was decoded whose layout nothing here understands.</summary>
    UnknownLayout,

    /// <summary>The decoder found an error in what it was given.</summary>
    InvalidData,

    /// <summary>The decoder cannot go on.</summary>
    Failed,
}
