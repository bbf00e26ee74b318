using System;

namespace Fathom.Fuzz.Engine;

/// <summary>A group of parsers: makes inputs for them and says when one is treated wrongly.</summary>
/// <remarks>Each worker has its own; none is shared.</remarks>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>Makes one input.</summary>
    void Generate(Random random, FuzzBuffer input);

    /// <summary>Feeds it to the parsers. Anything thrown is a finding.</summary>
    void Execute(ReadOnlySpan<byte> input);

    /// <summary>The most that one input may allocate.</summary>
    long AllocationLimit(int length);
}
