using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Commands;

/// <summary>Calls commands of the server and finds the answer to each call, whatever comes in between.</summary>
/// <remarks>
/// <para>
/// Every call ends: by its answer, by its timeout, by cancellation, or by the end of the session. Calls that the server does not offer fail at once.
/// </para>
/// <para><b>Threads</b>: any. Continuations run on the thread pool, never inside of <see cref="Received"/>.</para>
/// </remarks>
public sealed class CommandLane
{
    private const int MaxOutstanding = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource<CommandOutcome>> _outstanding = new(StringComparer.Ordinal);
    private readonly FrameFactory _frames;
    private readonly TimeProvider _time;
    private readonly Func<Message, bool> _send;
    private ImmutableArray<string> _offered = [];
    private string? _session;

    /// <summary>Creates a lane without a session.</summary>
    /// <param name="frames">Makes the frames.</param>
    /// <param name="time">Measures the timeouts.</param>
    /// <param name="send">Queues a frame for sending, or says that there is no room; must not block.</param>
    public CommandLane(FrameFactory frames, TimeProvider time, Func<Message, bool> send)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(send);
        _frames = frames;
        _time = time;
        _send = send;
    }

    /// <summary>How long an answer may take; loading a dataset holds the reference server up for seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many calls wait for their answers.</summary>
    public int Outstanding
    {
        get
        {
            lock (_gate)
            {
                return _outstanding.Count;
            }
        }
    }

    /// <summary>A session began.</summary>
    public void Begin(SessionWelcome welcome)
    {
        ArgumentNullException.ThrowIfNull(welcome);
        FeatureToggle? commands = welcome.Feature(Extensions.FeatureNames.Commands);
        lock (_gate)
        {
            _session = welcome.Info.Id;
            _offered = commands is not { Enabled: true } || commands.Commands.IsDefault ? [] : commands.Commands;
        }
    }

    /// <summary>Whether the server offers a command in this session.</summary>
    public bool Offers(string command)
    {
        lock (_gate)
        {
            return _session is not null && _offered.Contains(command);
        }
    }

    /// <summary>Calls a command. The task ends with the outcome; it is cancelled only by <paramref name="cancel"/>.</summary>
    public async Task<CommandOutcome> CallAsync(string command, MapValue keywords, string origin, CancellationToken cancel = default)
    {
        var answer = new TaskCompletionSource<CommandOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        CallCommand? call = Register(command, keywords, origin, answer, out CommandOutcome? refused);
        if (call is null)
        {
            return refused!;
        }

        using ITimer timer = _time.CreateTimer(_ => Finish(call.FrameId!, TimeoutOf(command)), null, Timeout, System.Threading.Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration registration = cancel.Register(() => Cancel(call.FrameId!, cancel));
        if (!_send(call))
        {
            Finish(call.FrameId!, Failed(CommandOutcome.Busy, "There is no room in the queue of outgoing frames."));
        }

        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>A frame arrived: true when it was the answer to a call of ours.</summary>
    public bool Received(Message message) => message switch
    {
        ReplyCommand reply => Finish(reply.InReplyTo, new CommandOutcome(reply.Result, null)),
        ErrorCommand error => Finish(error.InReplyTo, new CommandOutcome(null, error.Error)),
        _ => false,
    };

    /// <summary>The session ended: every call that still waits fails.</summary>
    public void Abort()
    {
        TaskCompletionSource<CommandOutcome>[] waiting;
        lock (_gate)
        {
            waiting = [.. _outstanding.Values];
            _outstanding.Clear();
            _session = null;
            _offered = [];
        }

        foreach (TaskCompletionSource<CommandOutcome> call in waiting)
        {
            call.TrySetResult(Failed(CommandOutcome.SessionClosed, "The session ended before the answer came."));
        }
    }

    private static CommandOutcome Failed(string code, string text) => new(null, new ErrorInfo(code, text));

    private CommandOutcome TimeoutOf(string command) => Failed(
        CommandOutcome.TimedOut, FormattableString.Invariant($"The server did not answer '{command}' within {Timeout.TotalSeconds:0.#} s."));

    private CallCommand? Register(
        string command, MapValue keywords, string origin, TaskCompletionSource<CommandOutcome> answer, out CommandOutcome? refused)
    {
        lock (_gate)
        {
            refused = _session is null ? Failed(CommandOutcome.SessionClosed, "There is no session.")
                : !_offered.Contains(command) ? Failed(CommandOutcome.NotOffered, $"The server does not offer '{command}'.")
                : _outstanding.Count >= MaxOutstanding ? Failed(CommandOutcome.Busy, "Too many calls wait for their answers.")
                : null;
            if (refused is not null)
            {
                return null;
            }

            var call = new CallCommand(_frames.Envelope("cmd", _session), command, [], keywords, origin);
            _outstanding.Add(call.FrameId!, answer);
            return call;
        }
    }

    private bool Finish(string frameId, CommandOutcome outcome) => Take(frameId)?.TrySetResult(outcome) ?? false;

    private void Cancel(string frameId, CancellationToken cancel) => Take(frameId)?.TrySetCanceled(cancel);

    private TaskCompletionSource<CommandOutcome>? Take(string frameId)
    {
        lock (_gate)
        {
            return _outstanding.Remove(frameId, out TaskCompletionSource<CommandOutcome>? call) ? call : null;
        }
    }
}
