using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Fathom.Client.Recording;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Recording;
using Xunit;

namespace Fathom.Client.Tests.Recording;

public sealed class FlightRecorderTests : IDisposable
{
    private const int Unit = 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_dump_begins_with_the_last_key_frame_before_the_span()
    {
        var recorder = new FlightRecorder(1 << 20);
        Fly(recorder, frames: 100, keyEvery: 20);

        List<(RecordKind Kind, uint Sequence, TimeSpan Time)> dump = Dump(recorder, TimeSpan.FromSeconds(1));

        // Thirty frames a second: a second back from the hundredth is the seventieth, whose key frame is the sixtieth.
        Assert.Equal(Enumerable.Range(60, 40).Select(i => (uint)i), dump.Where(IsPixel).Select(record => record.Sequence));
        Assert.Equal(TimeSpan.Zero, dump.First(IsPixel).Time);
        Assert.Equal(39 / 30.0, dump.Last(IsPixel).Time.TotalSeconds, 0.001);
    }

    [Fact]
    public void What_made_room_is_forgotten_but_the_state_it_told_is_not()
    {
        var recorder = new FlightRecorder(64 << 10);
        Tell(recorder, new SessionWelcome(new Envelope { Session = "s", FrameId = "w" }, new SessionInfo("s", 15, 250), []));
        Tell(recorder, Stream("first"));
        Tell(recorder, Stream("second"));
        Fly(recorder, frames: 500, keyEvery: 10);

        List<(RecordKind Kind, uint Sequence, TimeSpan Time)> dump = Dump(recorder, TimeSpan.FromHours(1), out List<Message> told);

        Assert.InRange(dump.Count(IsPixel), 10, 60);
        Assert.Equal(499u, dump.Last(IsPixel).Sequence);
        Assert.Equal(0u, dump.First(IsPixel).Sequence % 10);
        Assert.IsType<SessionWelcome>(told[0]);
        Assert.Equal("second", Assert.Single(told.OfType<NotifyStream>()).FrameId);
    }

    [Fact]
    public void Tokens_are_not_in_a_dump()
    {
        var recorder = new FlightRecorder(64 << 10);
        recorder.OnStateSent("""{"type":"session.hello","payload":{"auth":{"token":"hunter2"}}}"""u8, _time.GetTimestamp());
        recorder.OnStateReceived("""{"type":"notify.stream","delta_token":"hunter3"}"""u8, Stream("x"), _time.GetTimestamp());
        Fly(recorder, frames: 200, keyEvery: 10);

        using var file = new MemoryStream();
        FlightDump.Write(file, recorder.Copy(), "{}", TimeSpan.FromSeconds(10), _time.GetTimestamp(), _time);

        Assert.DoesNotContain("hunter", Encoding.Latin1.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Remembering_allocates_nothing_in_steady_state()
    {
        var recorder = new FlightRecorder(256 << 10);
        byte[] frame = Frame(0, isKey: false);
        NotifyStream stream = Stream("s");
        byte[] text = MessageWriter.ToUtf8(stream);

        long bytes = LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                recorder.OnPixel(frame, withView: false, i);
                recorder.OnStateReceived(text, stream, i);
                recorder.OnStateSent(text, i);
            }
        });

        Assert.Equal(0, bytes);
    }

    [Fact]
    public async Task A_dump_is_a_recording_with_its_decisions_beside_it_and_only_the_newest_are_kept()
    {
        var deck = new FlightDeck(new FlightSettings(TimeSpan.FromMinutes(1)) { Folder = _folder["flights"], Bytes = 1 << 20 }, "{}", _time, _said.Add);
        Fly(deck.Recorder, frames: 30, keyEvery: 10);
        deck.Decisions.OnFrame(new FrameRecord { Sequence = 7, LastByte = _time.GetTimestamp() - 2000, Fate = FrameFate.Superseded });
        for (int i = 0; i < FlightFolder.Kept + 3; i++)
        {
            await deck.DumpLaterAsync("key");
            _time.Advance(1);
        }

        IReadOnlyList<string> kept = new FlightFolder(_folder["flights"]).List();

        Assert.Equal(FlightFolder.Kept, kept.Count);
        Assert.Equal(2 * FlightFolder.Kept, Directory.GetFiles(_folder["flights"]).Length);
        Assert.Contains(kept[0], _said[^1], StringComparison.Ordinal);
        using RecordedFile file = RecordedFile.Open(kept[0]);
        Assert.Equal((RecordingEnd.Complete, 30), (file.End, file.Frames));
        using JsonDocument decisions = JsonDocument.Parse(File.ReadAllText(FlightFolder.DecisionsOf(kept[0])));
        Assert.Equal("key", decisions.RootElement.GetProperty("reason").GetString());
        Assert.Equal("superseded", decisions.RootElement.GetProperty("frames")[0].GetProperty("fate").GetString());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_and_harms_nothing()
    {
        File.WriteAllText(_folder["file"], string.Empty);
        var deck = new FlightDeck(new FlightSettings(TimeSpan.FromSeconds(10)) { Folder = Path.Combine(_folder["file"], "x"), Bytes = 1 << 20 }, "{}", _time, _said.Add);

        deck.DumpNow("crash");

        Assert.Contains("could not be written", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void A_main_thread_that_does_not_tick_is_dumped_once_and_another_time_at_most_once_a_minute()
    {
        var reasons = new List<string>();
        using var watch = new FlightWatch(new FlightCounters(), _time, reasons.Add);

        watch.Tick(_time.GetTimestamp());
        Pass(watch, 1.9);
        Assert.Empty(reasons);
        Pass(watch, 0.2);
        Assert.Equal(["stall"], reasons);
        Pass(watch, 600);
        Assert.Single(reasons);

        // It goes on, stands still again, and once more too soon after that.
        Pass(watch, 0, tick: true);
        Pass(watch, 3);
        Assert.Equal(["stall", "stall"], reasons);
        Pass(watch, 0, tick: true);
        Pass(watch, 50);
        Assert.Equal(2, reasons.Count);
        Pass(watch, 10);
        Assert.Equal(3, reasons.Count);
    }

    [Fact]
    public void Frames_that_come_without_pictures_are_dumped_and_a_still_view_is_not()
    {
        var reasons = new List<string>();
        var counters = new FlightCounters();
        using var watch = new FlightWatch(counters, _time, reasons.Add);

        Pass(watch, 10, tick: true);
        Assert.Empty(reasons);
        for (int i = 0; i < 40; i++)
        {
            counters.CountReceived(100);
            counters.CountPresented();
            Pass(watch, 0.1, tick: true);
        }

        Assert.Empty(reasons);
        for (int i = 0; i < 40; i++)
        {
            counters.CountReceived(100);
            Pass(watch, 0.1, tick: true);
        }

        Assert.Equal(["no-picture"], reasons);
    }

    private static bool IsPixel((RecordKind Kind, uint Sequence, TimeSpan Time) record) => record.Kind == RecordKind.PixelPlain;

    private static NotifyStream Stream(string id) =>
        new(new Envelope { Session = "s", FrameId = id, Timestamp = 1, Seq = 1, DeltaToken = id }, "h264", "avcc", 30, 320, 180, 4, "AAAA", Fathom.Protocol.State.MapValue.Empty);

    private static byte[] Frame(uint sequence, bool isKey)
    {
        byte[] message = new byte[Unit];
        new PixelHeader(sequence, sequence / 30.0, 320, 180, VideoCodec.H264, isKey, 0).Write(message);
        return message;
    }

    private void Fly(FlightRecorder recorder, int frames, int keyEvery)
    {
        recorder.OnConnected(ChannelKind.Pixel, _time.GetTimestamp());
        for (int i = 0; i < frames; i++)
        {
            recorder.OnPixel(Frame((uint)i, i % keyEvery == 0), withView: false, _time.GetTimestamp());
            _time.Advance(1 / 30.0);
        }
    }

    private void Tell(FlightRecorder recorder, Message message) => recorder.OnStateReceived(MessageWriter.ToUtf8(message), message, _time.GetTimestamp());

    private List<(RecordKind Kind, uint Sequence, TimeSpan Time)> Dump(FlightRecorder recorder, TimeSpan span) => Dump(recorder, span, out _);

    private List<(RecordKind Kind, uint Sequence, TimeSpan Time)> Dump(FlightRecorder recorder, TimeSpan span, out List<Message> told)
    {
        var file = new MemoryStream();
        Assert.True(FlightDump.Write(file, recorder.Copy(), "{}", span, _time.GetTimestamp(), _time));
        file.Position = 0;
        RecordingReader reader = RecordingReader.Open(file, "dump");
        var records = new List<(RecordKind Kind, uint Sequence, TimeSpan Time)>();
        told = [];
        while (reader.TryRead(out RecordedMessage record))
        {
            uint sequence = record.Kind == RecordKind.PixelPlain && PixelHeader.TryRead(record.Payload.Span, out PixelHeader header, out _) ? header.Sequence : 0;
            records.Add((record.Kind, sequence, record.Time));
            if (record.Kind == RecordKind.StateReceived && MessageReader.TryRead(record.Payload.Span, out Message? message, out _))
            {
                told.Add(message!);
            }
        }

        Assert.Equal(RecordingEnd.Complete, reader.End);
        return records;
    }

    private void Pass(FlightWatch watch, double seconds, bool tick = false)
    {
        _time.Advance(seconds);
        if (tick)
        {
            watch.Tick(_time.GetTimestamp());
        }

        watch.Look();
    }
}
