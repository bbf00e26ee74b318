using System;
using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Protocol.Pixel;

namespace Fathom.Bench.Protocol;

/// <summary>What does it cost to make a received access unit (four slices, 32 kB) fit for a decoder: in place, and by a copy?</summary>
[MemoryDiagnoser]
[BenchmarkCategory(AllocationGate.Category)]
public class AvccToAnnexB
{
    private const int Slices = 4;
    private const int SliceSize = 8000;
    private readonly byte[] _unit = new byte[Slices * (SliceSize + 4)];
    private readonly byte[] _copy = new byte[Slices * (SliceSize + 4)];

    [GlobalSetup]
    public void Make()
    {
        new Random(1).NextBytes(_unit);
        if (InPlace() != _unit.Length || Copied() != _unit.Length)
        {
            throw new InvalidOperationException("Not every slice was converted.");
        }
    }

    [Benchmark(Baseline = true)]
    public int InPlace()
    {
        WriteLengths();
        return NalFormat.TryAvccToAnnexBInPlace(_unit, out int length) ? length : -1;
    }

    [Benchmark]
    public int Copied()
    {
        WriteLengths();
        return NalFormat.TryWriteAnnexB(new NalUnitReader(_unit, NalLayout.LengthPrefixed), _copy, out int length) ? length : -1;
    }

    private void WriteLengths()
    {
        for (int i = 0; i < Slices; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(_unit.AsSpan(i * (SliceSize + 4)), SliceSize);
        }
    }
}
