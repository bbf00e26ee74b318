using System;
using System.IO;
using Fathom.Fuzz.Engine;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Recording;

namespace Fathom.Fuzz.Targets;

/// <summary>Recordings: files that were cut, changed, or are none.</summary>
internal sealed class RecordingTarget : IFuzzTarget
{
    private const int MostRecords = 4;
    private const int LongestPayload = 300;

    private readonly byte[] _payload = new byte[LongestPayload];

    public string Name => "recording";

    // The reader's buffer grows as bytes really come; a refusal is an exception with its texts.
    public long AllocationLimit(int length) => 64_000 + (8L * length);

    public void Generate(Random random, FuzzBuffer input)
    {
        using var file = new MemoryStream();
        var writer = new RecordingWriter(file, DateTimeOffset.UnixEpoch.AddSeconds(random.Next()));
        for (int i = random.Next(MostRecords + 1); i > 0; i--)
        {
            random.NextBytes(_payload);
            writer.Write((RecordKind)random.Next(10), TimeSpan.FromMilliseconds(random.Next(100_000)), _payload.AsSpan(0, random.Next(LongestPayload)));
        }

        input.Clear();
        input.Append(file.GetBuffer().AsSpan(0, (int)file.Length));
        if (random.Next(4) != 0)
        {
            BinarySeeds.Change(random, input);
        }
    }

    public void Execute(ReadOnlySpan<byte> input)
    {
        using var file = new MemoryStream(input.ToArray());
        RecordingReader reader;
        try
        {
            reader = RecordingReader.Open(file, "input");
        }
        catch (FathomException)
        {
            // What is no recording is refused, with the reason.
            return;
        }

        long bytes = 0;
        while (reader.TryRead(out RecordedMessage message))
        {
            FuzzFailure.Unless(reader.End == RecordingEnd.None, "a record comes before the end");
            FuzzFailure.Unless(message.Time >= TimeSpan.Zero, "no record comes before the start");
            bytes += message.Payload.Length;
        }

        FuzzFailure.Unless(reader.End != RecordingEnd.None, "an end says which");
        FuzzFailure.Unless(bytes <= input.Length, "no byte is read twice");
        FuzzFailure.Unless(!reader.TryRead(out _), "behind the end is nothing");
    }
}
