namespace Fathom.Decode;

/// <summary>How the samples of one component lie in a row.</summary>
internal enum SampleForm
{
    /// <summary>A byte each.</summary>
    Bytes,

    /// <summary>The first of two interleaved bytes.</summary>
    FirstBytes,

    /// <summary>The second of two interleaved bytes.</summary>
    SecondBytes,

    /// <summary>Ten bits at the bottom of a 16-bit word.</summary>
    LowTen,

    /// <summary>Ten bits at the top of a 16-bit word.</summary>
    HighTen,

    /// <summary>As <see cref="HighTen"/>, the first of two interleaved words.</summary>
    FirstHighTen,

    /// <summary>As <see cref="HighTen"/>, the second of two interleaved words.</summary>
    SecondHighTen,
}
