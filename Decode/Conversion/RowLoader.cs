using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.Decode;

/// <summary>Reads rows of any layout as 16-bit samples that all mean the same: 64 for each 8-bit code, 0 for the component's bias.</summary>
internal static unsafe class RowLoader
{
    private const int CodeShift = 6;

    /// <summary>Reads a row; nothing beyond its last sample is touched in the source.</summary>
    internal static void Load(in PlaneComponent source, int row, short* target)
    {
        byte* from = (byte*)source.Data + ((nint)row * source.Stride);
        int bias = source.Bias << CodeShift;
        if (source.Form is >= SampleForm.FirstOfThree and <= SampleForm.ThirdOfFour)
        {
            LoadEvery(source.Form, from, target, source.Count);
            return;
        }

        int done = Avx2.IsSupported ? LoadVectors(source.Form, from, target, source.Count, (short)bias) : 0;
        for (int i = done; i < source.Count; i++)
        {
            target[i] = (short)(Scalar(source.Form, from, i) - bias);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadEvery(SampleForm form, byte* from, short* target, int count)
    {
        int step = form >= SampleForm.FirstOfFour ? 4 : 3;
        from += form - (step == 4 ? SampleForm.FirstOfFour : SampleForm.FirstOfThree);
        for (int i = 0; i < count; i++, from += step)
        {
            target[i] = (short)(*from << CodeShift);
        }
    }

    private static int Scalar(SampleForm form, byte* from, int i) => form switch
    {
        SampleForm.Bytes => from[i] << CodeShift,
        SampleForm.FirstBytes => from[i * 2] << CodeShift,
        SampleForm.SecondBytes => from[(i * 2) + 1] << CodeShift,
        SampleForm.LowTen => ((ushort*)from)[i] << 4,
        SampleForm.HighTen => ((ushort*)from)[i] >> 2,
        SampleForm.FirstHighTen => ((ushort*)from)[i * 2] >> 2,
        _ => ((ushort*)from)[(i * 2) + 1] >> 2,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int LoadVectors(SampleForm form, byte* from, short* target, int count, short bias)
    {
        Vector256<short> zero = Vector256.Create(bias);
        int i = 0;
        switch (form)
        {
            case SampleForm.Bytes:
                for (; i + 16 <= count; i += 16)
                {
                    Vector256<short> codes = Avx2.ConvertToVector256Int16(from + i);
                    (Vector256.ShiftLeft(codes, CodeShift) - zero).Store(target + i);
                }

                break;
            case SampleForm.FirstBytes:
                for (; i + 16 <= count; i += 16)
                {
                    Vector256<short> pairs = Vector256.Load((short*)from + i);
                    (Vector256.ShiftLeft(pairs & Vector256.Create((short)0xFF), CodeShift) - zero).Store(target + i);
                }

                break;
            case SampleForm.SecondBytes:
                for (; i + 16 <= count; i += 16)
                {
                    Vector256<ushort> pairs = Vector256.Load((ushort*)from + i);
                    (Vector256.ShiftLeft(Vector256.ShiftRightLogical(pairs, 8), CodeShift).AsInt16() - zero).Store(target + i);
                }

                break;
            case SampleForm.LowTen:
                for (; i + 16 <= count; i += 16)
                {
                    (Vector256.ShiftLeft(Vector256.Load((short*)from + i), 4) - zero).Store(target + i);
                }

                break;
            case SampleForm.HighTen:
                for (; i + 16 <= count; i += 16)
                {
                    (Vector256.ShiftRightLogical(Vector256.Load((ushort*)from + i), 2).AsInt16() - zero).Store(target + i);
                }

                break;
            default:
                int shift = form == SampleForm.SecondHighTen ? 16 : 0;
                for (; i + 16 <= count; i += 16)
                {
                    Vector256<int> low = Word((uint*)from + i, shift);
                    Vector256<int> high = Word((uint*)from + i + 8, shift);
                    Vector256<short> words = Avx2.Permute4x64(Avx2.PackUnsignedSaturate(low, high).AsInt64(), 0xD8).AsInt16();
                    (Vector256.ShiftRightLogical(words.AsUInt16(), 2).AsInt16() - zero).Store(target + i);
                }

                break;
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Word(uint* from, int shift)
        => Vector256.ShiftRightLogical(Vector256.Load(from), shift).AsInt32() & Vector256.Create(0xFFFF);
}
