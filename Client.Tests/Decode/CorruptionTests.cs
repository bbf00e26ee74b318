using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Fathom.Decode;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Decode;

/// <summary>Broken streams through gate and decoder: no crash, nothing lost of ours, right again with the next whole key frame.</summary>
public sealed class CorruptionTests
{
    private const int KeyEvery = 8;

    private static readonly Lazy<IReadOnlyList<TestStream.Unit>> s_otherSize = new(() => TestStream.Make(2, settings: new EncoderSettings { Width = 640, Height = 368 }).Units);
    private static readonly Lazy<IReadOnlyList<TestStream.Unit>> s_otherCodec = new(() => TestStream.Make(2).Units);

    [SkippableTheory]
    [InlineData(1, 120)]
    [InlineData(2, 120)]
    [InlineData(3, 120)]
    [InlineData(4, 120)]
    public void After_any_corruption_the_next_key_frame_is_right_again(int seed, int rounds) => Run(VideoCodec.H264, seed, rounds);

    [SkippableTheory]
    [InlineData(VideoCodec.Hevc, 5, 60)]
    [InlineData(VideoCodec.Av1, 6, 60)]
    public void The_other_codecs_are_right_again_too(VideoCodec codec, int seed, int rounds) => Run(codec, seed, rounds);

    [SkippableFact]
    [Trait("Category", "Soak")]
    public void After_ten_thousand_corruptions_the_next_key_frame_is_right_again()
    {
        for (int seed = 100; seed < 150; seed++)
        {
            Assert.True(Run(VideoCodec.H264, seed, rounds: 100) >= 200, "There were fewer corruptions than this test promises.");
        }
    }

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Av1)]
    public void After_a_thousand_corruptions_the_other_codecs_are_right_again(VideoCodec codec)
    {
        int corruptions = 0;
        for (int seed = 200; corruptions < 1000; seed++)
        {
            corruptions += Run(codec, seed, rounds: 50);
        }
    }

    /// <summary>Plays rounds of broken and whole units; returns how many corruptions there were.</summary>
    private static int Run(VideoCodec codec, int seed, int rounds)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        int corruptions = 0;
        IReadOnlyList<TestStream.Unit> stream = Stream(codec);
        var random = new Random(seed);
        var ledger = new LeaseLedger();
        var sink = new RecordingSink();
        using var pool = new NativeBufferPool();
        using (var worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = ledger, Sink = sink, KeyframeCoolDown = TimeSpan.Zero, BacklogTrigger = 64 }))
        {
            worker.Start();
            uint sequence = 0;
            for (int round = 0; round < rounds; round++)
            {
                uint clean = Play(worker, pool, codec, stream, random, ref sequence, out string what);
                corruptions += what.Split(',').Length;

                Assert.True(RecordingSink.WaitFor(() => worker.Counters.Queued == 0), $"round {round}: {what}: units are stuck, {worker.Counters}");
                (uint Sequence, byte Gray)[] right = sink.TakeFrames().Where(f => f.Sequence >= clean).ToArray();
                Assert.True(right.Length == KeyEvery, $"round {round}: {what}: {right.Length} of {KeyEvery} pictures after the key frame ({string.Join(" ", right.Select(f => f.Sequence - clean))}); {worker.LastError}; {worker.Counters}; {string.Join(", ", sink.News.TakeLast(6))}");
                for (int i = 0; i < KeyEvery; i++)
                {
                    Assert.Equal(clean + (uint)i, right[i].Sequence);
                    int off = right[i].Gray - TestStream.Gray(KeyEvery + i);
                    Assert.True(Math.Abs(off) <= 3, $"round {round}: {what}: picture {i} after the key frame is off by {off}");
                }
            }

            Assert.Equal(0, worker.Counters.Faults);
            Assert.Equal(0, AvLog.Faults);
            Assert.Equal(0, ledger.Outstanding);
        }

        Assert.Equal(0, pool.Rented);
        return corruptions;
    }

    /// <summary>Half a round of units of which one to four are broken, then half a round of whole ones; the first whole number comes back.</summary>
    private static uint Play(
        DecodeWorker worker, NativeBufferPool pool, VideoCodec codec, IReadOnlyList<TestStream.Unit> stream, Random random, ref uint sequence, out string what)
    {
        var order = Enumerable.Range(0, KeyEvery).ToList();
        var broken = new HashSet<int>();
        var said = new List<string>();
        for (int count = random.Next(1, 5); broken.Count < count;)
        {
            broken.Add(random.Next(KeyEvery));
        }

        if (random.Next(4) == 0)
        {
            int at = random.Next(KeyEvery - 1);
            (order[at], order[at + 1]) = (order[at + 1], order[at]);
            said.Add($"swap {at}");
        }

        uint first = sequence;
        foreach (int index in order)
        {
            byte[] payload = stream[index].Payload;
            bool isKey = stream[index].IsKey;
            if (broken.Contains(index))
            {
                payload = Break(codec, payload, random, out string how);
                said.Add($"{index} {how}");
                isKey ^= random.Next(10) == 0;
            }

            EncodedUnit unit = TestStream.Wrap(pool, payload, first + (uint)index, isKey, codec);
            if (broken.Contains(index) && random.Next(6) == 0)
            {
                unit.Header = Lie(unit.Header, random, out string how);
                said.Add($"{index} {how}");
            }

            worker.TryPost(unit);
        }

        sequence = first + KeyEvery;
        uint clean = sequence;
        for (int i = 0; i < KeyEvery; i++)
        {
            worker.TryPost(TestStream.Wrap(pool, stream[KeyEvery + i].Payload, sequence++, stream[KeyEvery + i].IsKey, codec));
        }

        what = string.Join(", ", said);
        return clean;
    }

    /// <summary>What the header of the message says of the picture; the decoder believes the picture.</summary>
    private static PixelHeader Lie(PixelHeader header, Random random, out string how)
    {
        switch (random.Next(3))
        {
            case 0:
                how = "header of another size";
                return header with { Width = random.Next(-1, 100_000), Height = random.Next(-1, 100_000) };
            case 1:
                how = "header of another codec";
                return header with { Codec = (VideoCodec)random.Next((int)VideoCodec.H264, (int)VideoCodec.Av1 + 1) };
            default:
                how = "header without a time";
                return header with { Timestamp = double.NaN };
        }
    }

    private static IReadOnlyList<TestStream.Unit> Stream(VideoCodec codec) => codec switch
    {
        VideoCodec.Hevc => OtherCodecEncoder.Hevc(2 * KeyEvery, KeyEvery),
        VideoCodec.Av1 => OtherCodecEncoder.Av1(2 * KeyEvery, KeyEvery),
        _ => TestStream.Make(2 * KeyEvery, KeyEvery).Units,
    };

    /// <summary>A key frame and one that refers to it, whole, from a stream that is not ours: its parameter sets are right and out of place.</summary>
    private static IReadOnlyList<TestStream.Unit> OtherSize(VideoCodec codec) => codec == VideoCodec.H264 ? s_otherSize.Value : s_otherCodec.Value;

    private static byte[] Break(VideoCodec codec, byte[] source, Random random, out string how)
    {
        byte[] payload = (byte[])source.Clone();
        int kind = random.Next(8);
        switch (kind)
        {
            case 0:
                how = "bits flipped";
                for (int i = random.Next(1, 20); i > 0; i--)
                {
                    payload[random.Next(payload.Length)] ^= (byte)(1 << random.Next(8));
                }

                return payload;
            case 1:
                how = "cut";
                return payload[..random.Next(payload.Length)];
            case 2:
                how = "wrong length";
                BinaryPrimitives.WriteInt32BigEndian(payload, random.Next(3) switch { 0 => -1, 1 => int.MaxValue, _ => random.Next(2 * payload.Length) });
                return payload;
            case 3:
                how = "noise in the middle";
                random.NextBytes(payload.AsSpan(random.Next(payload.Length)));
                return payload;
            case 4:
                how = "parameter sets lie";
                for (int i = 0; i < 3; i++)
                {
                    payload[Math.Min(payload.Length - 1, 5 + random.Next(24))] = (byte)random.Next(256);
                }

                return payload;
            case 5:
                how = "twice";
                return [.. payload, .. payload];
            case 6:
                how = "a picture of another size";
                return OtherSize(codec)[random.Next(2) == 0 ? 0 : 1].Payload;
            default:
                how = "all noise";
                random.NextBytes(payload);
                return payload;
        }
    }
}
