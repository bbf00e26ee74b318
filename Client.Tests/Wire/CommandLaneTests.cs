using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class CommandLaneTests
{
    private readonly ManualTime _time = new();
    private readonly List<CallCommand> _sent = [];
    private readonly CommandLane _lane;
    private bool _hasRoom = true;

    public CommandLaneTests()
    {
        _lane = new CommandLane(new FrameFactory(_time), _time, Send) { Timeout = TimeSpan.FromSeconds(10) };
    }

    [Fact]
    public async Task A_reply_ends_the_call_that_it_names()
    {
        Begin();
        Task<CommandOutcome> first = _lane.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "test");
        Task<CommandOutcome> second = _lane.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "test");

        Assert.True(_lane.Received(Reply(_sent[1], 2)));
        Assert.True(_lane.Received(Reply(_sent[0], 1)));

        Assert.Equal(1, (int)((IntegerValue)(await first).Result!).Value);
        Assert.Equal(2, (int)((IntegerValue)(await second).Result!).Value);
        Assert.Equal(0, _lane.Outstanding);
    }

    [Fact]
    public async Task A_call_that_is_not_answered_times_out_and_a_late_answer_is_nobodys()
    {
        Begin();
        Task<CommandOutcome> call = _lane.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "test");

        _time.Advance(10);

        CommandOutcome outcome = await call;
        Assert.Equal(CommandOutcome.TimedOut, outcome.Error!.Code);
        Assert.True(outcome.IsRetryable);
        Assert.False(_lane.Received(Reply(_sent[0], 1)));
    }

    [Fact]
    public async Task A_call_without_room_in_the_outbox_fails_at_once()
    {
        Begin();
        _hasRoom = false;

        CommandOutcome outcome = await _lane.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "test");

        Assert.Equal(CommandOutcome.Busy, outcome.Error!.Code);
        Assert.Equal(0, _lane.Outstanding);
    }

    [Fact]
    public async Task The_end_of_the_session_fails_every_call()
    {
        Begin();
        Task<CommandOutcome> call = _lane.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "test");

        _lane.Abort();

        Assert.Equal(CommandOutcome.SessionClosed, (await call).Error!.Code);
        Assert.Equal(CommandOutcome.SessionClosed, (await _lane.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "test")).Error!.Code);
    }

    [Fact]
    public async Task A_call_can_be_cancelled()
    {
        Begin();
        using var cancel = new CancellationTokenSource();
        Task<CommandOutcome> call = _lane.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "test", cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(0, _lane.Outstanding);
    }

    [Fact]
    public async Task A_command_that_is_not_offered_is_not_sent()
    {
        Begin("fs.listdir");

        CommandOutcome outcome = await _lane.CallAsync(CommandNames.LoadZarr, MapValue.Empty, "test");

        Assert.Equal(CommandOutcome.NotOffered, outcome.Error!.Code);
        Assert.Empty(_sent);
        Assert.True(_lane.Offers("fs.listdir"));
    }

    [Fact]
    public async Task No_more_than_64_calls_wait_at_once()
    {
        Begin();
        Task<CommandOutcome>[] calls = [.. Enumerable.Range(0, 64).Select(_ => _lane.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "test"))];

        CommandOutcome outcome = await _lane.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "test");

        Assert.Equal(CommandOutcome.Busy, outcome.Error!.Code);
        _lane.Abort();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_listing_is_read_with_its_metadata()
    {
        Begin();
        var files = new ServerFiles(_lane, "test");
        Task<(DirectoryListing? Listing, ErrorInfo? Error)> listing = files.ListAsync(null, showHidden: true, [".zarr"]);
        MapValue entry = MapValue.Of(
            ("name", "a.zarr"), ("path", "/d/a.zarr"), ("is_dir", true), ("size", 4096), ("mtime", 12.5), ("zarr_metadata", MapValue.Of(("is_dataset", true))));

        _lane.Received(new ReplyCommand(Frame, _sent[0].FrameId!, MapValue.Of(("path", "/d"), ("entries", ListValue.Of(entry)), ("has_more", false))));

        (DirectoryListing? found, ErrorInfo? error) = await listing;
        Assert.Null(error);
        DatasetEntry only = Assert.Single(found!.Entries);
        Assert.True(only is { Name: "a.zarr", IsDirectory: true, Size: 4096, ModifiedSeconds: 12.5, IsDataset: true });
        Assert.Equal(StateValue.Null, _sent[0].Keywords["path"]);
    }

    [Fact]
    public async Task A_listing_that_cannot_be_understood_is_an_error()
    {
        Begin();
        var files = new ServerFiles(_lane, "test");
        Task<(DirectoryListing? Listing, ErrorInfo? Error)> listing = files.ListAsync("/x", showHidden: false, default);

        _lane.Received(new ReplyCommand(Frame, _sent[0].FrameId!, "nonsense"));

        Assert.Equal("command.bad_reply", (await listing).Error!.Code);
    }

    [Fact]
    public async Task An_ambiguous_path_comes_back_as_choices_that_can_be_loaded()
    {
        Begin();
        var files = new ServerFiles(_lane, "test");
        Task<LoadOutcome> load = files.LoadAsync("/d/group");
        MapValue details = MapValue.Of(("path", "/d/group"), ("options", ListValue.Of("a.zarr", "/elsewhere/b.zarr")));

        _lane.Received(new ErrorCommand(Frame, _sent[0].FrameId!, new ErrorInfo("zarr.disambiguate", "choose", details)));

        LoadOutcome outcome = await load;
        Assert.False(outcome.IsLoaded);
        Assert.True(outcome.NeedsChoice);
        Assert.Equal(["/d/group/a.zarr", "/elsewhere/b.zarr"], outcome.Choices.ToArray());
    }

    [Fact]
    public void A_keyframe_is_asked_for_once_until_the_answer_then_with_pauses()
    {
        var requests = new KeyframeRequests(TimeSpan.FromSeconds(1));
        Assert.False(requests.TryTake(TimeSpan.Zero));

        requests.Want();
        Assert.True(requests.TryTake(TimeSpan.FromSeconds(10)));
        Assert.False(requests.TryTake(TimeSpan.FromSeconds(20)));
        requests.Answered();
        Assert.False(requests.TryTake(TimeSpan.FromSeconds(20)));
        requests.Want();
        Assert.True(requests.TryTake(TimeSpan.FromSeconds(20)));
        requests.Want();
        Assert.Null(requests.NextDue);
        requests.Answered();
        Assert.False(requests.TryTake(TimeSpan.FromSeconds(21)));
        Assert.Equal(TimeSpan.FromSeconds(22), requests.NextDue);
        requests.Satisfied();
        Assert.Null(requests.NextDue);
        requests.Want();
        Assert.False(requests.TryTake(TimeSpan.FromSeconds(20.5)));
        requests.Reset(TimeSpan.FromSeconds(2));
        requests.Want();
        Assert.True(requests.TryTake(TimeSpan.FromSeconds(20.5)));
    }

    private bool Send(Message message)
    {
        if (_hasRoom)
        {
            _sent.Add((CallCommand)message);
        }

        return _hasRoom;
    }

    private static Envelope Frame => new() { Session = "s", FrameId = "f", Timestamp = 1 };

    private static ReplyCommand Reply(CallCommand call, int result) => new(Frame, call.FrameId!, result);

    private void Begin(params string[] commands)
    {
        var toggle = new FeatureToggle(true, 1, false, commands.Length == 0 ? CommandNames.All : [.. commands]);
        _lane.Begin(new SessionWelcome(Frame, new SessionInfo("s", 15, 250), [new("call.command", toggle)]));
    }
}
