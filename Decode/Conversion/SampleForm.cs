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

    /// <summary>The first of three bytes; the two after it are the next forms.</summary>
    FirstOfThree,

    /// <summary>The second of three bytes.</summary>
    SecondOfThree,

    /// <summary>The third of three bytes.</summary>
    ThirdOfThree,

    /// <summary>The first of four bytes; the two after it are the next forms.</summary>
    FirstOfFour,

    /// <summary>The second of four bytes.</summary>
    SecondOfFour,

    /// <summary>The third of four bytes.</summary>
    ThirdOfFour,

    /// <summary>Ten bits at the bottom of a 16-bit word.</summary>
    LowTen,

    /// <summary>Ten bits at the top of a 16-bit word.</summary>
    HighTen,

    /// <summary>As <see cref="HighTen"/>, the first of two interleaved words.</summary>
    FirstHighTen,

    /// <summary>As <see cref="HighTen"/>, the second of two interleaved words.</summary>
    SecondHighTen,
}
