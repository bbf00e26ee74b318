using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fathom.Fuzz.Engine;
using Fathom.Protocol.Messages;

namespace Fathom.Fuzz.Targets;

/// <summary>Frames of the state channel: values and names exchanged between frames, numbers and texts at their edges, broken syntax.</summary>
internal sealed class JsonTarget : IFuzzTarget
{
    private static readonly byte[][] s_literals =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-0", "1", "-1", "2", "3", "1.5", "1e400", "-1e-400", "1e3", "2147483648", "-2147483649", "4294967296",
            "9223372036854775807", "9223372036854775808", "123456789012345678901234567890", "0.1e-7", "NaN", "Infinity", "-Infinity", "\"\"", "\"accepted\"",
            "\"rejected\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u00e9\\b\\f\\n\\r\\t\\\"\\/\\\\\"", "\"é\"", "\"5\"", "\"1.5\"", "\"plane\"", "\"volume\"",
            "[]", "{}", "[[]]", "[1,2,3]", "[[1,2],[3,4]]", "[[[1,2],[3,4]],[[5,6],[7,8]]]", "[[[1.5,2],[3,4]],[[5,6],[7,null]]]", "[\"a\",\"b\"]", "[{}]", "{\"a\":1,\"a\":2}",
            "01", "+1", ".5", "1.", "1e", "-", "tru", "nul", "\"open", "\"\\x\"", "\"\\u12\"", "\"\n\"", "[1,]", "{\"a\"}", "{\"a\":}", "{,}", "[", "{", "]", "}", "\uFEFF", "",
        }.Select(static text => Encoding.UTF8.GetBytes(text)),
        Encoding.UTF8.GetBytes(new string('[', 300) + "1" + new string(']', 300)),
        Encoding.UTF8.GetBytes("\"" + new string('x', 3000) + "\""),
        [(byte)'"', 0xff, 0xfe, (byte)'"'],
    ];

    private readonly JsonSeed[] _seeds;
    private readonly ArrayBufferWriter<byte> _written = new(FuzzBuffer.Room);
    private readonly List<(int Start, int Length)> _picked = [];

    public JsonTarget(Corpus corpus)
    {
        _seeds = [.. corpus.Frames.Select(static text => new JsonSeed(text))];
    }

    public string Name => "json";

    // Immutable records, lists and texts of a hostile frame: some 24 bytes of objects for each byte like '0' or '[', and growing lists.
    public long AllocationLimit(int length) => 65536 + (256L * length);

    public void Generate(Random random, FuzzBuffer input)
    {
        JsonSeed seed = _seeds[random.Next(_seeds.Length)];
        Pick(random, seed);
        input.Clear();
        int at = 0;
        foreach ((int start, int length) in _picked)
        {
            input.Append(seed.Text.AsSpan(at, start - at));
            input.Append(Replacement(random, seed, start, length));
            at = start + length;
        }

        input.Append(seed.Text.AsSpan(at));
        for (int i = random.Next(4) == 0 ? 1 + random.Next(3) : 0; i > 0; i--)
        {
            ByteMutator.Mutate(random, input);
        }
    }

    public void Execute(ReadOnlySpan<byte> input)
    {
        if (!MessageReader.TryRead(input, out Message? message, out MessageError error))
        {
            FuzzFailure.Unless(message is null && error.Kind != MessageErrorKind.None && error.Text.Length > 0, "a refusal has a reason");
            return;
        }

        FuzzFailure.Unless(message is not null && error.Kind == MessageErrorKind.None, "a message comes without an error");
        if (message is UnknownMessage)
        {
            return;
        }

        _written.ResetWrittenCount();
        try
        {
            MessageWriter.Write(_written, message!);
        }
        catch (ArgumentException)
        {
            // Received leniently, not to be sent: the writer says so in this way.
            return;
        }

        FuzzFailure.Unless(MessageReader.TryRead(_written.WrittenSpan, out Message? again, out error), $"what was written can be read: {error.Text}");
        FuzzFailure.Unless(again!.Type == message!.Type, "what was written has the same type");
    }

    /// <summary>Chooses up to four places, from left to right, none inside another.</summary>
    private void Pick(Random random, JsonSeed seed)
    {
        _picked.Clear();
        for (int i = random.Next(5); i > 0; i--)
        {
            IReadOnlyList<(int Start, int Length)> places = random.Next(6) == 0 ? seed.Names : seed.Values;
            (int start, int length) = places[random.Next(places.Count)];
            bool isFree = length < seed.Text.Length || random.Next(50) == 0;
            if (isFree && _picked.TrueForAll(other => start + length <= other.Start || other.Start + other.Length <= start))
            {
                _picked.Add((start, length));
            }
        }

        _picked.Sort();
    }

    private ReadOnlySpan<byte> Replacement(Random random, JsonSeed seed, int start, int length)
    {
        JsonSeed other = random.Next(2) == 0 ? seed : _seeds[random.Next(_seeds.Length)];
        IReadOnlyList<(int Start, int Length)> places = random.Next(8) == 0 ? other.Names : other.Values;
        (int from, int count) = places[random.Next(places.Count)];
        return random.Next(10) switch
        {
            < 5 => s_literals[random.Next(s_literals.Length)],
            < 8 => other.Text.AsSpan(from, count),
            8 => Encoding.UTF8.GetBytes(" \n\t\r" + Encoding.UTF8.GetString(seed.Text, start, length) + " "),
            _ => seed.Text.AsSpan(start, length),
        };
    }
}
