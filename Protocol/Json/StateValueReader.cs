using System.Collections.Generic;
using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Json;

/// <summary>Reads any JSON value into a <see cref="StateValue"/>.</summary>
internal static class StateValueReader
{
    private const int TensorDepth = 3;

    // Bounds how often a hostile nest of lists can be read again.
    private const int MaxTensorDepth = 4;

    public static StateValue Read(ref JsonScanner scanner)
    {
        switch (scanner.Peek())
        {
            case JsonKind.Object:
                return ReadMap(ref scanner);
            case JsonKind.Array:
                return TryReadTensor(ref scanner, out TensorValue? tensor) ? tensor : ReadList(ref scanner);
            case JsonKind.Text:
                scanner.ReadText(out string text);
                return new TextValue(text);
            case JsonKind.Number:
                scanner.ReadNumber(out JsonNumber number);
                return number.IsInteger ? IntegerValue.Of(number.Integer) : new NumberValue(number.Value);
            case JsonKind.True or JsonKind.False:
                scanner.ReadBool(out bool flag);
                return flag;
            default:
                scanner.ReadNull();
                return NullValue.Instance;
        }
    }

    public static MapValue ReadMap(ref JsonScanner scanner)
    {
        scanner.EnterObject();
        ImmutableArray<KeyValuePair<string, StateValue>>.Builder entries = ImmutableArray.CreateBuilder<KeyValuePair<string, StateValue>>();
        while (scanner.NextProperty(out System.ReadOnlySpan<byte> name))
        {
            string key = System.Text.Encoding.UTF8.GetString(name);
            entries.Add(new(key, Read(ref scanner)));
        }

        return entries.Count == 0 ? MapValue.Empty : new MapValue(entries.DrainToImmutable());
    }

    private static ListValue ReadList(ref JsonScanner scanner)
    {
        scanner.EnterArray();
        ImmutableArray<StateValue>.Builder items = ImmutableArray.CreateBuilder<StateValue>();
        while (scanner.NextElement())
        {
            items.Add(Read(ref scanner));
        }

        return items.Count == 0 ? ListValue.Empty : new ListValue(items.DrainToImmutable());
    }

    /// <summary>Reads ahead on a copy; the scanner moves only when the list really is a regular box of numbers of one kind.</summary>
    private static bool TryReadTensor(ref JsonScanner scanner, out TensorValue tensor)
    {
        tensor = null!;
        JsonScanner ahead = scanner;
        int depth = 0;
        while (ahead.Peek() == JsonKind.Array)
        {
            if (!ahead.EnterArray() || !ahead.NextElement())
            {
                return false;
            }

            depth++;
        }

        if (depth is < TensorDepth or > MaxTensorDepth || ahead.Peek() != JsonKind.Number)
        {
            return false;
        }

        ahead = scanner;
        int[] shape = new int[depth];
        var values = ImmutableArray.CreateBuilder<double>();
        bool? isInteger = null;
        if (!ReadLevel(ref ahead, shape, 0, values, ref isInteger) || ahead.Fault != JsonFault.None)
        {
            return false;
        }

        scanner = ahead;
        tensor = new TensorValue([.. shape], values.DrainToImmutable(), isInteger ?? false);
        return true;
    }

    private static bool ReadLevel(ref JsonScanner scanner, int[] shape, int axis, ImmutableArray<double>.Builder values, ref bool? isInteger)
    {
        if (axis == shape.Length)
        {
            if (scanner.Peek() != JsonKind.Number || !scanner.ReadNumber(out JsonNumber number) || (isInteger ?? number.IsInteger) != number.IsInteger)
            {
                return false;
            }

            isInteger = number.IsInteger;
            values.Add(number.Value);
            return true;
        }

        if (scanner.Peek() != JsonKind.Array)
        {
            return false;
        }

        scanner.EnterArray();
        int count = 0;
        while (scanner.NextElement())
        {
            if (!ReadLevel(ref scanner, shape, axis + 1, values, ref isInteger))
            {
                return false;
            }

            count++;
        }

        // The first list of each level fixes the length of its siblings.
        bool regular = count > 0 && (shape[axis] == 0 || shape[axis] == count);
        shape[axis] = count;
        return regular;
    }
}
