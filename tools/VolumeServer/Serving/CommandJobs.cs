using System;
using System.Threading;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;

namespace Fathom.VolumeServer.Serving;

/// <summary>Commands that read data for one viewer: answered beside the pictures, within a time, only the newest of each viewer.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class CommandJobs
{
    private readonly LatestJobs _jobs;
    private readonly TimeProvider _time;

    /// <param name="atOnce">How many are answered at the same time.</param>
    /// <param name="time">The clock of deadlines.</param>
    public CommandJobs(int atOnce, TimeProvider time)
    {
        _jobs = new LatestJobs(atOnce);
        _time = time;
    }

    /// <summary>Viewers with something under way.</summary>
    public int Count => _jobs.Count;

    /// <summary>Answers a call by what <paramref name="work"/> finds; its token ends when somebody else's data are shown, a newer call comes, or the time is up.</summary>
    public void Post(StateConnection caller, CallCommand call, ExhibitData? data, TimeSpan longest, Func<CancellationToken, CommandAnswer> work) =>
        _jobs.Post(caller.Id, stop => Run(caller, call, data, longest, work, stop));

    /// <summary>The viewer has gone.</summary>
    public void Leave(string viewer) => _jobs.Leave(viewer);

    /// <summary>Says why a call is not answered.</summary>
    public static void Refuse(StateConnection caller, CallCommand call, string code, string text) =>
        caller.Send(new ErrorCommand(caller.Frames.Envelope("error", caller.Id), call.FrameId!, new ErrorInfo(code, text)));

    private void Run(StateConnection caller, CallCommand call, ExhibitData? data, TimeSpan longest, Func<CancellationToken, CommandAnswer> work, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            Refuse(caller, call, "command.superseded", "a newer call took its place");
            return;
        }

        if (data is not null && !data.TryBeginReading())
        {
            Refuse(caller, call, "command.retryable", "other data are shown by now");
            return;
        }

        using var late = new CancellationTokenSource(longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token, data?.Gone ?? CancellationToken.None);
        try
        {
            CommandAnswer found = work(either.Token);
            if (found.Error is { } refused)
            {
                caller.Send(new ErrorCommand(caller.Frames.Envelope("error", caller.Id), call.FrameId!, refused));
            }
            else
            {
                caller.Send(new ReplyCommand(caller.Frames.Envelope("reply", caller.Id), call.FrameId!, found.Result));
            }
        }
        catch (FathomException error)
        {
            string code = error.ExitCode == ExitCode.Usage ? "command.invalid" : error.InnerException is TimeoutException ? "command.retryable" : "data.unreadable";
            Refuse(caller, call, code, $"{error.What} {error.Why} {error.How}");
        }

        // Boundary: one command of one viewer; whatever goes wrong with a disk or a network is the answer, and the server goes on.
        catch (Exception error)
        {
            (string code, string text) = stop.IsCancellationRequested ? ("command.superseded", "a newer call took its place")
                : data is { Gone.IsCancellationRequested: true } ? ("command.retryable", "other data are shown by now")
                : late.IsCancellationRequested ? ("command.retryable", FormattableString.Invariant($"it took longer than {longest.TotalSeconds:0.#} s"))
                : ("command.retryable", error.Message);
            Refuse(caller, call, code, text);
        }
        finally
        {
            data?.EndReading();
        }
    }
}
