using System;
using System.Buffers;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class VideoEncoderTests
{
    [SkippableFact]
    public void Every_picture_comes_out_at_once_in_four_slices_with_lengths()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(20, keyEvery: 10);

        Assert.Equal(20, stream.Units.Count);
        for (int i = 0; i < 20; i++)
        {
            int[] types = TestStream.Nals(stream.Units[i].Payload).Select(n => n.Type).ToArray();
            Assert.Equal(i % 10 == 0, stream.Units[i].IsKey);
            Assert.Equal(4, types.Count(t => t == (i % 10 == 0 ? 5 : 1)));
            Assert.Equal(stream.Units[i].Payload.Length, TestStream.Nals(stream.Units[i].Payload).Sum(n => 4 + n.Length));
            if (stream.Units[i].IsKey)
            {
                Assert.Contains(7, types);
                Assert.Contains(8, types);
            }
        }
    }

    [SkippableTheory]
    [InlineData(128, true)]
    [InlineData(240, true)]
    [InlineData(480, true)]
    [InlineData(480, false)]
    public void There_are_four_slices_however_many_threads_work(int height, bool parallel)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(3, settings: new EncoderSettings { Width = 320, Height = height, Parallel = parallel });

        Assert.All(stream.Units, unit => Assert.Equal(4, TestStream.Nals(unit.Payload).Count(n => n.Type is 1 or 5)));
    }

    [SkippableFact]
    public void The_configuration_record_holds_the_parameter_sets_of_the_stream()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(1);

        int spsLength = (stream.AvcC[6] << 8) | stream.AvcC[7];
        byte[] sps = stream.AvcC[8..(8 + spsLength)];

        Assert.Equal(1, stream.AvcC[0]);
        Assert.Equal(7, sps[0] & 0x1F);
        Assert.True(stream.Units[0].Payload.AsSpan().IndexOf(sps) >= 0);
    }

    [SkippableFact]
    public void Encoding_allocates_nothing_on_the_managed_heap()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using VideoEncoder encoder = VideoEncoder.Open(new EncoderSettings { Width = 320, Height = 240 });
        var output = new ArrayBufferWriter<byte>(1 << 20);

        Assert.Equal(0, LeastAllocated.Bytes(() => EncodeSome(encoder, output, 150)));
    }

    [SkippableFact]
    public void A_lower_bit_rate_makes_smaller_frames()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using VideoEncoder encoder = VideoEncoder.Open(new EncoderSettings { Width = 320, Height = 240, BitsPerSecond = 4_000_000 });
        var output = new ArrayBufferWriter<byte>(1 << 20);
        int high = EncodeNoise(encoder, output, 30);
        encoder.SetBitsPerSecond(400_000);
        EncodeNoise(encoder, output, 30);

        int low = EncodeNoise(encoder, output, 30);

        Assert.True(low * 4 < high, $"{low} bytes after, {high} before");
    }

    [Fact]
    public void Odd_sizes_are_refused()
        => Assert.Throws<ArgumentException>(() => VideoEncoder.Open(new EncoderSettings { Width = 321, Height = 240 }));

    private static void EncodeSome(VideoEncoder encoder, ArrayBufferWriter<byte> output, int count)
    {
        for (int i = 0; i < count; i++)
        {
            TestStream.Paint(encoder.Picture, i);
            output.ResetWrittenCount();
            Assert.True(encoder.Encode(i % 50 == 0, output, out _));
        }
    }

    private static int EncodeNoise(VideoEncoder encoder, ArrayBufferWriter<byte> output, int count)
    {
        var random = new Random(1);
        int bytes = 0;
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(encoder.Picture.Y);
            output.ResetWrittenCount();
            Assert.True(encoder.Encode(false, output, out _));
            bytes += output.WrittenCount;
        }

        return bytes;
    }
}
