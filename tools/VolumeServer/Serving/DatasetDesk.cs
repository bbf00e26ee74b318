using System;
using System.Threading;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>Answers <c>fs.listdir</c> and <c>napari.load_zarr</c>, below the root only. One dataset is loaded at a time; the viewers of the old one see it until then.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class DatasetDesk
{
    private const int AtOnce = 2;
    private const int MostOfViewer = 8;
    private const int Most = 64;

    private readonly FairQueue _queue = new(AtOnce, MostOfViewer, Most);
    private readonly DiskTree _tree;
    private readonly Func<string, VolumeSet> _open;
    private readonly Action<VolumeSet, string> _show;
    private int _loading;

    /// <param name="tree">What may be seen.</param>
    /// <param name="open">Opens a dataset.</param>
    /// <param name="show">Shows it to everybody; takes over the set. Called after the caller has his answer.</param>
    public DatasetDesk(DiskTree tree, Func<string, VolumeSet> open, Action<VolumeSet, string> show)
    {
        _tree = tree;
        _open = open;
        _show = show;
    }

    /// <summary>Answers when it is its turn; a directory of thousands of datasets takes a while.</summary>
    public void Run(StateConnection caller, CallCommand call)
    {
        if (!_queue.TryPost(caller.Id, () => Answer(caller, call)))
        {
            Refuse(caller, call, new ErrorInfo("command.retryable", "too many directories were asked for at once"));
        }
    }

    private static void Refuse(StateConnection caller, CallCommand call, ErrorInfo error) =>
        caller.Send(new ErrorCommand(caller.Frames.Envelope("error", caller.Id), call.FrameId!, error));

    private static void Reply(StateConnection caller, CallCommand call, CommandAnswer answer) =>
        caller.Send(new ReplyCommand(caller.Frames.Envelope("reply", caller.Id), call.FrameId!, answer.Result));

    private void Answer(StateConnection caller, CallCommand call)
    {
        try
        {
            CommandAnswer answer = DatasetCommands.Run(call, _tree);
            if (answer.Error is { } error)
            {
                Refuse(caller, call, error);
            }
            else if (answer.Load is { } path)
            {
                Load(caller, call, answer, path);
            }
            else
            {
                Reply(caller, call, answer);
            }
        }

        // Boundary: one command; whatever goes wrong with a disk is the answer, and the server goes on.
        catch (Exception error)
        {
            Refuse(caller, call, new ErrorInfo("command.retryable", error.Message));
        }
    }

    private void Load(StateConnection caller, CallCommand call, CommandAnswer answer, string path)
    {
        if (Interlocked.Exchange(ref _loading, 1) != 0)
        {
            Refuse(caller, call, new ErrorInfo("command.retryable", "another dataset is being loaded"));
            return;
        }

        VolumeSet? unshown = null;
        try
        {
            unshown = _open(path);
            Reply(caller, call, answer);
            _show(unshown, path);
            unshown = null;
        }
        catch (FathomException error)
        {
            Refuse(caller, call, new ErrorInfo("zarr.invalid", $"{error.What} {error.Why}"));
        }
        finally
        {
            unshown?.Dispose();
            Volatile.Write(ref _loading, 0);
        }
    }
}
