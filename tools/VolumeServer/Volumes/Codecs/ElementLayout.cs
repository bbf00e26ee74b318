using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>The stored bytes of a chunk to samples: axes in data order, host byte order, the memory's type.</summary>
/// <param name="Type">Stored and in-memory type.</param>
/// <param name="BigEndian">Byte order in the store.</param>
/// <param name="Order">Axis i of the store is axis Order[i] of the data; empty when they agree.</param>
internal sealed record ElementLayout(StoredType Type, bool BigEndian, ImmutableArray<int> Order)
{
    /// <summary>The store holds just what memory holds, so that chunks can be unpacked in place.</summary>
    public bool IsPlain => Order.IsEmpty && Type.Form == StoredForm.Same;

    /// <summary>Puts bytes that were unpacked in place into the host's byte order.</summary>
    public void SwapInPlace(Span<byte> bytes) => ByteOrder.ToHost(bytes, Type.Bytes, BigEndian);

    /// <summary>From the store's order and type to memory's; changes <paramref name="stored"/>.</summary>
    public void Convert(Span<byte> stored, ReadOnlySpan<int> shape, Span<byte> samples)
    {
        SwapInPlace(stored);
        if (Order.IsEmpty)
        {
            Widen(stored, samples);
            return;
        }

        if (Type.Form == StoredForm.Same)
        {
            Reorder(stored, shape, samples);
            return;
        }

        byte[] ordered = ArrayPool<byte>.Shared.Rent(stored.Length);
        Reorder(stored, shape, ordered.AsSpan(0, stored.Length));
        Widen(ordered.AsSpan(0, stored.Length), samples);
        ArrayPool<byte>.Shared.Return(ordered);
    }

    private void Reorder(ReadOnlySpan<byte> stored, ReadOnlySpan<int> shape, Span<byte> samples)
    {
        // Steps in the store for one step along each axis of the data.
        Span<long> steps = stackalloc long[shape.Length];
        long step = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            steps[Order[i]] = step;
            step *= shape[Order[i]];
        }

        switch (Type.Bytes)
        {
            case 1:
                Gather(stored, shape, steps, samples);
                break;
            case 2:
                Gather(MemoryMarshal.Cast<byte, ushort>(stored), shape, steps, MemoryMarshal.Cast<byte, ushort>(samples));
                break;
            case 4:
                Gather(MemoryMarshal.Cast<byte, uint>(stored), shape, steps, MemoryMarshal.Cast<byte, uint>(samples));
                break;
            default:
                Gather(MemoryMarshal.Cast<byte, ulong>(stored), shape, steps, MemoryMarshal.Cast<byte, ulong>(samples));
                break;
        }
    }

    private static void Gather<T>(ReadOnlySpan<T> stored, ReadOnlySpan<int> shape, ReadOnlySpan<long> steps, Span<T> samples)
    {
        int last = shape.Length - 1, columns = shape[last];
        long columnStep = steps[last], from = 0;
        Span<int> at = stackalloc int[shape.Length];
        at.Clear();
        for (int row = 0; row < samples.Length; row += columns)
        {
            long source = from;
            for (int x = 0; x < columns; x++, source += columnStep)
            {
                samples[row + x] = stored[(int)source];
            }

            for (int axis = last - 1; axis >= 0; axis--)
            {
                from += steps[axis];
                if (++at[axis] < shape[axis])
                {
                    break;
                }

                from -= steps[axis] * shape[axis];
                at[axis] = 0;
            }
        }
    }

    private void Widen(ReadOnlySpan<byte> stored, Span<byte> samples)
    {
        switch (Type.Form)
        {
            case StoredForm.Half:
                ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(stored);
                Span<float> floats = MemoryMarshal.Cast<byte, float>(samples);
                for (int i = 0; i < halves.Length; i++)
                {
                    floats[i] = (float)halves[i];
                }

                break;
            case StoredForm.Bool:
                for (int i = 0; i < stored.Length; i++)
                {
                    samples[i] = stored[i] == 0 ? (byte)0 : (byte)1;
                }

                break;
            default:
                stored.CopyTo(samples);
                break;
        }
    }
}
