using System;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Scripts;

/// <summary>Calls a command of the server and goes on when it is answered; a load also waits for the scene, which may come after the answer.</summary>
/// <remarks>Threads: main thread; the answer waits in a slot and a wake says that it is there.</remarks>
internal sealed class ScriptCall : IScriptTask
{
    private static readonly TimeSpan s_scenePatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_dimsPatience = TimeSpan.FromMilliseconds(500);

    private readonly ScriptStage _stage;
    private readonly bool _awaitsScene;
    private readonly SceneModel _sceneBefore;
    private readonly NotifyDims? _dimsBefore;
    private Answer? _answer;
    private long _deadline;
    private bool _sceneSeen;

    private ScriptCall(ScriptStage stage, bool awaitsScene)
    {
        _stage = stage;
        _awaitsScene = awaitsScene;
        _sceneBefore = stage.State.View.Scene;
        _dimsBefore = stage.State.Dims;
    }

    /// <inheritdoc/>
    public long? NextDue => _deadline == 0 ? null : _deadline;

    /// <summary>Lists a directory; null for the one where browsing begins.</summary>
    public static ScriptCall List(ScriptStage stage, string? path)
    {
        var call = new ScriptCall(stage, awaitsScene: false);
        _ = call.AnswerAsync(async () =>
        {
            (DirectoryListing? listing, ErrorInfo? error) = await Files(stage).ListAsync(path, showHidden: false, [".zarr"]).ConfigureAwait(false);
            return new Answer(error, listing);
        });
        return call;
    }

    /// <summary>Loads a dataset.</summary>
    public static ScriptCall Load(ScriptStage stage, string path)
    {
        var call = new ScriptCall(stage, awaitsScene: true);
        _ = call.AnswerAsync(async () =>
        {
            LoadOutcome outcome = await Files(stage).LoadAsync(path).ConfigureAwait(false);
            return new Answer(
                outcome.Error is { } error && outcome.NeedsChoice ? error with { Message = $"{error.Message} There are: {string.Join(", ", outcome.Choices)}." } : outcome.Error, null);
        });
        return call;
    }

    /// <inheritdoc/>
    public bool TryFinish(long now, out ErrorInfo? error)
    {
        error = null;
        if (Volatile.Read(ref _answer) is not { } answer)
        {
            return false;
        }

        if (answer.Listing is { } listing)
        {
            _stage.Progress.List(listing);
        }

        if (answer.Error is not null || !_awaitsScene)
        {
            error = answer.Error;
            return true;
        }

        return IsSceneThere(now, out error);
    }

    private bool IsSceneThere(long now, out ErrorInfo? error)
    {
        error = null;
        if (!_sceneSeen && !ReferenceEquals(_stage.State.View.Scene, _sceneBefore))
        {
            _sceneSeen = true;
            _deadline = _stage.After(now, s_dimsPatience);
            _stage.ForgetPicture(now);
        }

        if (_sceneSeen)
        {
            // The axes of the new dataset follow its scene.
            return !ReferenceEquals(_stage.State.Dims, _dimsBefore) || now >= _deadline;
        }

        _deadline = _deadline == 0 ? _stage.After(now, s_scenePatience) : _deadline;
        error = now >= _deadline ? new ErrorInfo("script.timeout", "The server said that the dataset is loaded, and sent no scene.") : null;
        return error is not null;
    }

    private static ServerFiles Files(ScriptStage stage) => new(stage.Parts.Commands, "fathom");

    private async Task AnswerAsync(Func<Task<Answer>> call)
    {
        Volatile.Write(ref _answer, await call().ConfigureAwait(false));
        _stage.Parts.Wake();
    }

    private sealed record Answer(ErrorInfo? Error, DirectoryListing? Listing);
}
