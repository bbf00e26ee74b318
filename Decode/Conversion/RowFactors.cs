namespace Fathom.Decode;

/// <summary>What samples are multiplied by to become colours, 8192 for one.</summary>
/// <param name="Luma">Luma, in each colour.</param>
/// <param name="RedV">The second colour difference in red.</param>
/// <param name="GreenU">The first in green.</param>
/// <param name="GreenV">The second in green.</param>
/// <param name="BlueU">The first in blue.</param>
internal readonly record struct RowFactors(short Luma, short RedV, short GreenU, short GreenV, short BlueU)
{
    /// <summary>The same for planes of colour differences given the other way round: what comes out as red is blue then, and the other way round.</summary>
    internal RowFactors Turned => new(Luma, BlueU, GreenV, GreenU, RedV);
}
