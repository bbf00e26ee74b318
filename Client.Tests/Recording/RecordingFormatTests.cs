using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Recording;
using Xunit;

namespace Fathom.Client.Tests.Recording;

public sealed class RecordingFormatTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_written_is_read()
    {
        byte[] file = Write(5);

        RecordingReader reader = RecordingReader.Open(new MemoryStream(file), "test");
        List<(RecordKind Kind, TimeSpan Time, byte[] Payload)> read = ReadAll(reader);

        Assert.Equal(s_start, reader.Start);
        Assert.Equal(RecordingEnd.Complete, reader.End);
        Assert.Equal(5, read.Count);
        Assert.All(Enumerable.Range(0, 5), i =>
        {
            Assert.Equal(RecordKind.PixelWithView, read[i].Kind);
            Assert.Equal(TimeSpan.FromMilliseconds(i * 33), read[i].Time);
            Assert.Equal(Payload(i), read[i].Payload);
        });
    }

    [Fact]
    public void Cut_anywhere_it_gives_all_whole_records_and_says_that_it_is_torn()
    {
        byte[] whole = Write(4);
        int[] ends = [24, .. Enumerable.Range(0, 4).Select(i => Payload(i).Length + 20)];
        for (int i = 1; i < ends.Length; i++)
        {
            ends[i] += ends[i - 1];
        }

        for (int cut = 24; cut < whole.Length; cut++)
        {
            RecordingReader reader = RecordingReader.Open(new MemoryStream(whole, 0, cut), "cut");

            Assert.Equal(ends.Count(end => end <= cut) - 1, ReadAll(reader).Count);
            Assert.Equal(ends.Contains(cut) ? RecordingEnd.Complete : RecordingEnd.Torn, reader.End);
        }
    }

    [Fact]
    public void A_flipped_bit_ends_it_before_the_damage()
    {
        byte[] whole = Write(3);
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            byte[] file = (byte[])whole.Clone();
            file[random.Next(24, file.Length)] ^= (byte)(1 << random.Next(8));

            RecordingReader reader = RecordingReader.Open(new MemoryStream(file), "flipped");
            List<(RecordKind Kind, TimeSpan Time, byte[] Payload)> read = ReadAll(reader);

            Assert.True(read.Count < 3);
            Assert.NotEqual(RecordingEnd.Complete, reader.End);
            Assert.All(Enumerable.Range(0, read.Count), k => Assert.Equal(Payload(k), read[k].Payload));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("FATHOMR")]
    [InlineData("PNG and so on and so on and so on")]
    public void Other_files_are_refused(string text)
    {
        FathomException error = Assert.Throws<FathomException>(() => RecordingReader.Open(new MemoryStream(Encoding.ASCII.GetBytes(text)), "other.bin"));

        Assert.Contains("other.bin", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFF, 1970)]
    [InlineData(0x7F, 9999)]
    public void A_start_that_no_calendar_has_is_the_nearest_that_one_has(byte first, int year)
    {
        byte[] file = Write(1);
        file.AsSpan(16, 8).Fill(first == 0x7F ? (byte)0xFF : (byte)0);
        file[16] = first;

        Assert.Equal(year, RecordingReader.Open(new MemoryStream(file), "odd").Start.Year);
    }

    [Fact]
    public void A_later_version_is_refused_by_its_number()
    {
        byte[] file = Write(1);
        file[9] = 2;

        FathomException error = Assert.Throws<FathomException>(() => RecordingReader.Open(new MemoryStream(file), "new"));

        Assert.Contains("version 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_and_reading_on_allocate_nothing()
    {
        var file = new MemoryStream(16 << 20);
        var writer = new RecordingWriter(file, s_start);
        byte[] payload = Payload(3);

        long bytes = LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                writer.Write(RecordKind.PixelPlain, TimeSpan.FromMilliseconds(i), payload);
            }
        });

        Assert.Equal(0, bytes);
        Assert.Equal(file.Length, writer.Bytes);
    }

    private static byte[] Payload(int i) => [.. Enumerable.Range(0, 40 + (i * 3000)).Select(k => (byte)(k * (i + 3)))];

    private static byte[] Write(int count)
    {
        var file = new MemoryStream();
        var writer = new RecordingWriter(file, s_start);
        for (int i = 0; i < count; i++)
        {
            writer.Write(RecordKind.PixelWithView, TimeSpan.FromMilliseconds(i * 33), Payload(i));
        }

        return file.ToArray();
    }

    private static List<(RecordKind Kind, TimeSpan Time, byte[] Payload)> ReadAll(RecordingReader reader)
    {
        var read = new List<(RecordKind Kind, TimeSpan Time, byte[] Payload)>();
        while (reader.TryRead(out RecordedMessage message))
        {
            read.Add((message.Kind, message.Time, message.Payload.ToArray()));
        }

        return read;
    }
}
