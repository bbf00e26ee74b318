using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Streams;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Loop;

/// <summary>Asks the server for exact pictures (<c>fathom.render</c>): the answer comes on the state channel, the picture on the pixel channel, in any order.</summary>
/// <remarks>Threads: main thread, but for the call itself, which ends on the pool and comes back through the inbox.</remarks>
internal sealed class ExactCalls
{
    private readonly CommandLane _commands;
    private readonly ClientInbox _inbox;
    private ExactPicture? _arrived;
    private double? _timestamp;

    /// <summary>Creates calls over a lane.</summary>
    public ExactCalls(CommandLane commands, ClientInbox inbox)
    {
        _commands = commands;
        _inbox = inbox;
    }

    /// <summary>Whether the server of this session draws on demand.</summary>
    public bool IsOffered => _commands.Offers(CommandNames.Render);

    /// <summary>An answer or a picture is due.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Why the last call failed; null when it did not.</summary>
    public ErrorInfo? Failure { get; private set; }

    /// <summary>The picture that the last call was about, once both it and the answer are there.</summary>
    public ExactPicture? Picture { get; private set; }

    /// <summary>The state revision that the last answer named.</summary>
    public long? Revision { get; private set; }

    /// <summary>Asks for a picture; one at a time.</summary>
    public void Ask(MapValue wanted)
    {
        IsBusy = true;
        Failure = null;
        Picture = null;
        _arrived = null;
        _timestamp = null;
        _ = CallAsync(wanted);
    }

    /// <summary>A picture came.</summary>
    public void OnPicture(ExactPicture picture)
    {
        _arrived = picture;
        Match();
    }

    /// <summary>The answer came.</summary>
    public void OnAnswer(CommandOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            Failure = error;
            IsBusy = false;
        }
        else if (outcome.Result is MapValue result && result["timestamp"] is { } stamp && stamp.TryGetDouble(out double timestamp))
        {
            _timestamp = timestamp;
            Revision = result["revision"] is { } revision && revision.TryGetInt64(out long number) ? number : null;
            Match();
        }
        else
        {
            Failure = new ErrorInfo("command.bad_reply", "The server's answer names no picture.");
            IsBusy = false;
        }
    }

    private void Match()
    {
        if (_arrived is { } picture && picture.Timestamp == _timestamp)
        {
            Picture = picture;
            IsBusy = false;
        }
    }

    private async Task CallAsync(MapValue wanted)
    {
        CommandOutcome outcome = await _commands.CallAsync(CommandNames.Render, wanted, "fathom", CancellationToken.None).ConfigureAwait(false);
        await _inbox.PostAsync(new ExactAnswered(outcome), CancellationToken.None).ConfigureAwait(false);
    }
}
