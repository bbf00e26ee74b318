using System;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Commands;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>Calls of one command of which only the newest counts: one under way, the newest of the others waits, the rest are forgotten.</summary>
/// <typeparam name="TAbout">What a call is about; comes back with its answer.</typeparam>
/// <remarks>Threads: main thread. An answer waits in a slot of one, and a wake says that it is there.</remarks>
internal sealed class LatestCall<TAbout>
    where TAbout : class
{
    private readonly CommandLane _commands;
    private readonly string _command;
    private readonly Action _wake;
    private (TAbout About, MapValue Keywords)? _next;
    private Answer? _answer;

    /// <summary>Creates a caller.</summary>
    public LatestCall(CommandLane commands, string command, Action wake)
    {
        _commands = commands;
        _command = command;
        _wake = wake;
    }

    /// <summary>Whether the server of this session answers the command.</summary>
    public bool IsOffered => _commands.Offers(_command);

    /// <summary>Whether an answer is due.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Asks, now or when the call before has been answered.</summary>
    public void Ask(TAbout about, MapValue keywords)
    {
        if (IsBusy)
        {
            _next = (about, keywords);
            return;
        }

        IsBusy = true;
        _ = CallAsync(about, keywords);
    }

    /// <summary>Forgets the call that waits.</summary>
    public void Forget() => _next = null;

    /// <summary>The answer that has come, if one has; the call that waits leaves then.</summary>
    public bool TryTake(out TAbout about, out CommandOutcome outcome)
    {
        if (Interlocked.Exchange(ref _answer, null) is not { } answer)
        {
            (about, outcome) = (null!, null!);
            return false;
        }

        (about, outcome) = (answer.About, answer.Outcome);
        IsBusy = false;
        if (_next is { } next)
        {
            _next = null;
            Ask(next.About, next.Keywords);
        }

        return true;
    }

    private async Task CallAsync(TAbout about, MapValue keywords)
    {
        CommandOutcome outcome = await _commands.CallAsync(_command, keywords, "fathom", CancellationToken.None).ConfigureAwait(false);
        Interlocked.Exchange(ref _answer, new Answer(about, outcome));
        _wake();
    }

    private sealed record Answer(TAbout About, CommandOutcome Outcome);
}
