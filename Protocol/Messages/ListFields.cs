using System;
using System.Collections.Immutable;
using Fathom.Protocol.Json;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Reads members that are lists; default when the member is <c>null</c> or no list.</summary>
internal static class ListFields
{
    // Shapes, steps and orders have as many entries as the data has axes: nearly always few.
    private const int Few = 8;

    public static ImmutableArray<int> Integers(this ref FieldReader reader, string field)
    {
        if (!reader.EnterList(field))
        {
            return default;
        }

        Span<int> few = stackalloc int[Few];
        int count = 0;
        ImmutableArray<int>.Builder? many = null;
        while (reader.Scanner.NextElement())
        {
            int value = reader.Int32(field) ?? 0;
            if (count < few.Length)
            {
                few[count++] = value;
                continue;
            }

            many ??= ImmutableArray.CreateBuilder<int>();
            many.Add(value);
        }

        return many is null ? ImmutableArray.Create<int>(few[..count]) : [.. few, .. many];
    }

    public static ImmutableArray<double> Numbers(this ref FieldReader reader, string field)
    {
        if (!reader.EnterList(field))
        {
            return default;
        }

        Span<double> few = stackalloc double[Few];
        int count = 0;
        ImmutableArray<double>.Builder? many = null;
        while (reader.Scanner.NextElement())
        {
            double value = reader.Number(field) ?? 0;
            if (count < few.Length)
            {
                few[count++] = value;
                continue;
            }

            many ??= ImmutableArray.CreateBuilder<double>();
            many.Add(value);
        }

        return many is null ? ImmutableArray.Create<double>(few[..count]) : [.. few, .. many];
    }

    public static ImmutableArray<string> Texts(this ref FieldReader reader, string field)
    {
        if (!reader.EnterList(field))
        {
            return default;
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        while (reader.Scanner.NextElement())
        {
            texts.Add(reader.TextOfScalar(field) ?? string.Empty);
        }

        return texts.DrainToImmutable();
    }

    public static ImmutableArray<MapValue> Maps(this ref FieldReader reader, string field)
    {
        if (!reader.EnterList(field))
        {
            return default;
        }

        var maps = ImmutableArray.CreateBuilder<MapValue>();
        while (reader.Scanner.NextElement())
        {
            if (reader.Scanner.Peek() == JsonKind.Object)
            {
                maps.Add(StateValueReader.ReadMap(ref reader.Scanner));
            }
            else
            {
                reader.WrongType(field, "a list of objects");
            }
        }

        return maps.DrainToImmutable();
    }
}
