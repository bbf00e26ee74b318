using System.Linq;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Client;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Telemetry;

public class IntentBookTests
{
    private static readonly PropertyKey s_z = new("dims", "z", "index");
    private static readonly PropertyKey s_t = new("dims", "t", "index");

    private readonly FakeTime _time = new();
    private readonly RecordList _list = new();
    private readonly IntentBook _book;

    public IntentBookTests() => _book = new IntentBook(_time) { Sink = _list, Sent = new SentStamps() };

    [Fact]
    public void An_intent_carries_every_stamp_from_the_event_to_the_picture()
    {
        long began = _time.GetTimestamp();
        _book.NoteInput(began);
        _time.Advance(0.001);
        _book.OnQueued(s_z);
        _time.Advance(0.002);
        _book.OnDispatched(s_z, "a", _time.GetTimestamp());
        _book.Sent.Note("a", began + 4000);
        _time.Advance(0.003);
        _book.BeginTick(_time.GetTimestamp());
        _time.Advance(0.004);
        Ack("a", 7, new AckTimes(50.5, 50.6));

        Show(3, 7, began + 20_000);

        IntentRecord record = Assert.Single(_list.Intents);
        Assert.Equal((began, began + 1000, began + 3000, began + 4000, began + 10_000), (record.Input, record.Queued, record.Dispatched, record.Sent, record.Acked));
        Assert.Equal((50.5, 50.6, 7L, 3u, began + 20_000), (record.ServerReceived, record.ServerApplied, record.Revision, record.AnsweredBySequence, record.Shown));
        Assert.Equal((IntentFate.Answered, false, 0), (record.Fate, record.IsEstimated, _book.Count));
    }

    [Fact]
    public void The_first_frame_that_shows_the_revision_answers_and_none_before()
    {
        Send(s_z, "a");
        Ack("a", 7);

        Show(1, 6);
        Assert.Empty(_list.Intents);
        Show(2, 9);
        Show(3, 9);

        Assert.Equal(2u, Assert.Single(_list.Intents).AnsweredBySequence);
        Assert.Equal(IntentFate.Answered, _list.Intents[0].Fate);
    }

    [Fact]
    public void A_picture_may_come_before_the_answer_that_names_its_revision()
    {
        Send(s_z, "a");
        Show(1, 6);
        Show(2, 7);
        Show(3, 8);

        Ack("a", 7);

        Assert.Equal((2u, IntentFate.Answered), (_list.Intents.Single().AnsweredBySequence, _list.Intents[0].Fate));
    }

    [Fact]
    public void One_frame_answers_several_and_only_the_last_had_a_picture_of_its_own()
    {
        Send(s_z, "a");
        Send(s_z, "b");
        Send(s_t, "c");
        Ack("a", 7);
        Ack("b", 8);
        Ack("c", 9);

        Show(1, 9);

        Assert.Equal(
            [(1L, IntentFate.AnsweredTogether), (2L, IntentFate.AnsweredTogether), (3L, IntentFate.Answered)],
            _list.Intents.OrderBy(record => record.Number).Select(record => (record.Number, record.Fate)));
        Assert.All(_list.Answers, answer => Assert.Equal(1u, answer.Sequence));
    }

    [Fact]
    public void A_value_that_a_newer_one_replaces_before_it_is_sent_is_superseded()
    {
        _book.OnQueued(s_z);
        _book.OnQueued(s_t);
        _book.OnQueued(s_z);
        _book.OnDispatched(s_z, "b", _time.GetTimestamp());

        Assert.Equal((1L, IntentFate.Superseded, 0L), (_list.Intents.Single().Number, _list.Intents[0].Fate, _list.Intents[0].Shown));
        Assert.Equal(2, _book.Count);
    }

    [Fact]
    public void Each_index_of_a_walk_is_an_intent_of_its_own()
    {
        _book.OnQueued(s_z);
        for (int i = 0; i < 3; i++)
        {
            _time.Advance(0.05);
            _book.OnDispatched(s_z, $"w{i}", _time.GetTimestamp());
            Ack($"w{i}", i + 1);
            Show((uint)i, i + 1);
        }

        Assert.Equal([1L, 2L, 3L], _list.Intents.Select(record => record.Number));
        Assert.All(_list.Intents, record => Assert.Equal(IntentFate.Answered, record.Fate));
    }

    [Fact]
    public void A_refusal_ends_an_intent_without_a_picture()
    {
        Send(s_z, "a");
        _book.OnAcked(AckState.Reject(Envelope(), "a", "f", new ErrorInfo("state.invalid", "no"), 5), _time.GetTimestamp());
        _book.OnQueued(s_z);
        _book.OnRefused(s_z);

        Assert.Equal([IntentFate.Rejected, IntentFate.Rejected], _list.Intents.Select(record => record.Fate));
        Assert.Equal(0, _book.Count);
    }

    [Fact]
    public void What_was_on_the_screen_already_is_unchanged()
    {
        Show(1, 7);
        _time.Advance(1);
        Send(s_z, "a");

        Ack("a", 7);

        Assert.Equal((IntentFate.Unchanged, 0L), (_list.Intents.Single().Fate, _list.Intents[0].Shown));
    }

    [Fact]
    public void A_broken_connection_ends_all_and_old_revisions_answer_nothing()
    {
        Send(s_z, "a");
        _book.OnQueued(s_t);
        Show(1, 900);
        _book.OnDisconnected();
        Assert.Equal([IntentFate.Lost, IntentFate.Lost], _list.Intents.Select(record => record.Fate));
        Assert.Equal(0, _book.Count);

        Send(s_z, "b");
        Ack("b", 2);
        Assert.Equal(2, _list.Intents.Count);
        Show(5, 2);

        Assert.Equal((IntentFate.Answered, 5u), (_list.Intents[2].Fate, _list.Intents[2].AnsweredBySequence));
    }

    [Fact]
    public void Without_revisions_the_first_frame_that_came_and_was_stamped_after_the_answer_counts_as_a_guess()
    {
        Send(s_z, "a");
        _book.OnAcked(AckState.Accept(Envelope() with { Timestamp = 100 }, "a", "f", 5, 1), _time.GetTimestamp());
        _time.Advance(0.01);

        ShowPlain(1, 99.9);
        Assert.Empty(_list.Intents);
        ShowPlain(2, 100.1);

        Assert.Equal((2u, true, IntentFate.Answered), (_list.Intents.Single().AnsweredBySequence, _list.Intents[0].IsEstimated, _list.Intents[0].Fate));
    }

    [Fact]
    public void What_nobody_answers_is_given_up_and_the_book_stays_bounded()
    {
        Send(s_z, "a");
        _time.Advance(11);
        _book.BeginTick(_time.GetTimestamp());
        Assert.Equal(IntentFate.NoPicture, _list.Intents.Single().Fate);

        for (int i = 0; i < IntentBook.Capacity + 10; i++)
        {
            Send(s_z, $"x{i}");
        }

        Assert.Equal(IntentBook.Capacity, _book.Count);
        Assert.Equal(11, _list.Intents.Count);
    }

    private static Envelope Envelope() => new() { Session = "s", FrameId = "a", Timestamp = 1 };

    private void Send(PropertyKey key, string id)
    {
        _book.OnQueued(key);
        _book.OnDispatched(key, id, _time.GetTimestamp());
    }

    private void Ack(string id, long revision, AckTimes? times = null) =>
        _book.OnAcked(AckState.Accept(Envelope(), id, "f", 5, 1, revision, times), _time.GetTimestamp());

    private void Show(uint sequence, long revision, long? at = null)
    {
        _time.Advance(0.001);
        long now = at ?? _time.GetTimestamp();
        _book.OnShown(new FrameRecord { Sequence = sequence, HasView = true, Revision = revision, ServerTimestamp = 100, LastByte = now, Swapped = now, Quality = FrameQuality.Refined });
    }

    private void ShowPlain(uint sequence, double server)
    {
        _time.Advance(0.001);
        _book.OnShown(new FrameRecord { Sequence = sequence, ServerTimestamp = server, LastByte = _time.GetTimestamp(), Swapped = _time.GetTimestamp() });
    }
}
