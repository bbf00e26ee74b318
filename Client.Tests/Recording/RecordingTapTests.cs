using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Fathom.Client.Recording;
using Fathom.Client.Streams;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Recording;
using Xunit;

namespace Fathom.Client.Tests.Recording;

public sealed class RecordingTapTests
{
    private static readonly RecordingSettings s_settings = new("test.fathom");

    [Fact]
    public void What_goes_over_the_wire_is_in_the_file_with_its_times()
    {
        var file = new MemoryStream();
        var time = new FakeTime();
        long start = time.GetTimestamp();
        using var tap = Make(file, time);

        tap.OnConnected(ChannelKind.State, start + 1000);
        tap.OnStateSent("""{"type":"session.hello"}"""u8, start + 2000);
        tap.OnStateReceived("""{"type":"session.welcome"}"""u8, null, start + 3000);
        tap.OnConnected(ChannelKind.Pixel, start + 4000);
        tap.OnPixel([1, 2, 3], withView: true, start + 5000);
        tap.OnPixel([4, 5], withView: false, start + 6000);
        RecordingSummary summary = tap.Stop();

        List<(RecordKind Kind, TimeSpan Time, byte[] Payload)> records = ReadAll(file);
        Assert.Equal(
            [RecordKind.Note, RecordKind.Connected, RecordKind.StateSent, RecordKind.StateReceived, RecordKind.Connected, RecordKind.PixelWithView, RecordKind.PixelPlain],
            records.Select(record => record.Kind));
        Assert.Equal(Enumerable.Range(0, 7).Select(i => TimeSpan.FromMilliseconds(i)), records.Select(record => record.Time));
        Assert.Equal("state", Encoding.UTF8.GetString(records[1].Payload));
        Assert.Equal([1, 2, 3], records[5].Payload);
        Assert.Equal((7, file.ToArray().Length, 0), (summary.Records, summary.Bytes, summary.Gaps));
        Assert.Null(summary.EndedEarly);
    }

    [Fact]
    public void Tokens_never_reach_the_file()
    {
        var file = new MemoryStream();
        using var tap = Make(file, new FakeTime());

        tap.OnStateSent("""{"payload":{"auth":{"type":"bearer","token":"hunter2"},"resume_tokens":{"notify.scene":"hunter3","x":["hunter4"]}}}"""u8, 0);
        tap.OnStateReceived("""{"type":"notify.dims","delta_token":"hunter5","payload":{"step":[1]}}"""u8, null, 0);
        tap.OnStateReceived("""{"delta_\u0074oken":"hunter6", "auth": {"token":"hun"""u8, null, 0);
        tap.Stop();

        string all = Encoding.Latin1.GetString(file.ToArray());
        Assert.DoesNotContain("hun", all, StringComparison.Ordinal);
        Assert.Contains("""{"type":"notify.dims","delta_token":"*******","payload":{"step":[1]}}""", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_disk_costs_messages_that_are_counted_where_they_are_missing_and_nobody_waits()
    {
        var file = new HeldStream();
        using var tap = Make(file, new FakeTime(), ring: 4096);
        byte[] message = new byte[1000];

        // The disk holds the first write; the ring takes what it can, the rest is left out while this thread goes on.
        tap.OnPixel(message, withView: true, 1);
        Assert.True(file.Held.Wait(TimeSpan.FromSeconds(20)));
        for (int i = 0; i < 20; i++)
        {
            tap.OnPixel(message, withView: true, 2 + i);
        }

        file.Release.Set();
        RecordingSummary summary = tap.Stop();

        Assert.True(summary.LostMessages is > 0 and < 20, $"{summary.LostMessages} lost");
        Assert.Equal(summary.LostMessages * message.Length, summary.LostBytes);
        List<(RecordKind Kind, TimeSpan Time, byte[] Payload)> records = ReadAll(file.Written);
        Assert.Equal(21, records.Count(record => record.Kind == RecordKind.PixelWithView) + summary.LostMessages);
        Assert.Equal(summary.Gaps, records.Count(record => record.Kind == RecordKind.Gap));
        Assert.Contains($$"""{"messages":{{summary.LostMessages}},""", Encoding.UTF8.GetString(records.Single(record => record.Kind == RecordKind.Gap).Payload), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_ends_the_recording_and_says_so()
    {
        var file = new FullStream(3000);
        var said = new List<string>();
        using var tap = new RecordingTap(file, s_settings, "{}", new FakeTime(), said.Add);

        for (int i = 0; i < 10; i++)
        {
            tap.OnPixel(new byte[1000], withView: true, i);
        }

        RecordingSummary summary = tap.Stop();

        Assert.Contains("No space left", summary.EndedEarly, StringComparison.Ordinal);
        Assert.Contains("the viewing goes on", Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(2, ReadAll(file).Count(record => record.Kind == RecordKind.PixelWithView));
        Assert.Equal(summary.Bytes, file.Length);
    }

    [Fact]
    public void It_ends_before_it_is_too_large()
    {
        var file = new MemoryStream();
        using var tap = new RecordingTap(file, s_settings with { MaxBytes = 5000 }, "{}", new FakeTime(), static _ => { });

        for (int i = 0; i < 10; i++)
        {
            tap.OnPixel(new byte[1000], withView: true, i);
        }

        RecordingSummary summary = tap.Stop();

        Assert.InRange(summary.Bytes, 3000, 5000);
        Assert.Contains("--max-mib", summary.EndedEarly, StringComparison.Ordinal);
        Assert.Equal(summary.Records, ReadAll(file).Count);
    }

    [Fact]
    public void Handing_over_allocates_nothing()
    {
        using var tap = Make(Stream.Null, new FakeTime());
        byte[] message = new byte[20_000];

        long bytes = LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                tap.OnPixel(message, withView: true, i);
                tap.OnStateReceived("{}"u8, null, i);
            }
        });

        Assert.Equal(0, bytes);
    }

    private static RecordingTap Make(Stream file, TimeProvider time, int ring = 1 << 20) => new(file, s_settings, "{}", time, static _ => { }, ring);

    private static List<(RecordKind Kind, TimeSpan Time, byte[] Payload)> ReadAll(MemoryStream file)
    {
        var read = new List<(RecordKind Kind, TimeSpan Time, byte[] Payload)>();
        RecordingReader reader = RecordingReader.Open(new MemoryStream(file.ToArray()), "test");
        while (reader.TryRead(out RecordedMessage message))
        {
            read.Add((message.Kind, message.Time, message.Payload.ToArray()));
        }

        Assert.Equal(RecordingEnd.Complete, reader.End);
        return read;
    }

    /// <summary>A disk that takes nothing after the header until it is let go.</summary>
    private sealed class HeldStream : MemoryStream
    {
        private bool _header;

        public ManualResetEventSlim Held { get; } = new();

        public ManualResetEventSlim Release { get; } = new();

        public MemoryStream Written => this;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (_header)
            {
                Held.Set();
                Assert.True(Release.Wait(TimeSpan.FromSeconds(60)));
            }

            _header = true;
            base.Write(buffer);
        }
    }

    /// <summary>A disk with so much room; the last write is taken in part.</summary>
    private sealed class FullStream(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int fits = (int)Math.Min(buffer.Length, room - Length);
            base.Write(buffer[..fits]);
            if (fits < buffer.Length)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
