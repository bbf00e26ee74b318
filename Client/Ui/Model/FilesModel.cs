using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>A walk through the server's directories.</summary>
/// <remarks>
/// Threads: main thread. One call is under way at most; its answer waits in a slot of one until <see cref="Drain"/> takes it, and a wake
/// says that it is there. An answer to a call that was given up is dropped.
/// </remarks>
internal sealed class FilesModel : IFileWalk
{
    private readonly CommandLane _commands;
    private readonly ServerFiles _files;
    private readonly Action _wake;
    private readonly Stack<string> _back = new();
    private readonly LatestCall<string> _descriptions;
    private readonly Dictionary<string, DatasetFacts> _facts = new(StringComparer.Ordinal);
    private string? _described;
    private Answer? _answer;
    private long _call;

    /// <summary>Creates a walk that has not begun.</summary>
    public FilesModel(CommandLane commands, Action wake)
    {
        _commands = commands;
        _files = new ServerFiles(commands, "fathom");
        _wake = wake;
        _descriptions = new LatestCall<string>(commands, CommandNames.Describe, wake);
    }

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <inheritdoc/>
    public bool CanList => _commands.Offers(CommandNames.ListDirectory);

    /// <summary>Whether the server loads datasets.</summary>
    public bool CanLoad => _commands.Offers(CommandNames.LoadZarr);

    /// <inheritdoc/>
    public bool CanDescribe => _descriptions.IsOffered;

    /// <inheritdoc/>
    public string? Path { get; private set; }

    /// <inheritdoc/>
    public ImmutableArray<DatasetEntry> Entries { get; private set; } = [];

    /// <inheritdoc/>
    public bool IsChoice { get; private set; }

    /// <summary>Whether the server left some out.</summary>
    public bool HasMore { get; private set; }

    /// <inheritdoc/>
    public string Remark => HasMore ? "The server left some entries out." : string.Empty;

    /// <inheritdoc/>
    public string? Busy { get; private set; }

    /// <inheritdoc/>
    public string? Error { get; private set; }

    /// <inheritdoc/>
    public string? Loaded { get; private set; }

    /// <inheritdoc/>
    public bool CanGoBack => _back.Count > 0;

    /// <inheritdoc/>
    public void List(string? path)
    {
        Begin(path is null ? "Listing…" : $"Listing {path}…");
        _ = ListAsync(path, _call);
    }

    /// <summary>Loads a dataset.</summary>
    public void Load(string path)
    {
        Begin($"Loading {path}…");
        Loaded = null;
        _ = LoadAsync(path, _call);
    }

    /// <inheritdoc/>
    public string? KindOf(DatasetEntry entry) => entry.IsDataset || IsChoice ? "dataset" : null;

    /// <inheritdoc/>
    public void GoOrLoad(string typed)
    {
        if (CanList && !typed.EndsWith(".zarr", StringComparison.OrdinalIgnoreCase) && !typed.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            Go(typed);
        }
        else
        {
            Load(typed);
        }
    }

    /// <inheritdoc/>
    public void Enter(DatasetEntry entry)
    {
        if (IsChoice || entry.IsDataset || !entry.IsDirectory)
        {
            Load(entry.Path);
        }
        else
        {
            Go(entry.Path);
        }
    }

    /// <summary>Lists a directory and remembers this one.</summary>
    public void Go(string path)
    {
        if (Path is { } here)
        {
            _back.Push(here);
        }

        List(path);
    }

    /// <inheritdoc/>
    public void Back()
    {
        if (_back.TryPop(out string? path))
        {
            List(path);
        }
    }

    /// <inheritdoc/>
    public void Up()
    {
        if (Path?.TrimEnd('/').LastIndexOf('/') is { } at and >= 0)
        {
            Go(at == 0 ? "/" : Path[..at]);
        }
    }

    /// <inheritdoc/>
    public DatasetFacts? FactsOf(DatasetEntry entry) => FactsOf(entry.Path);

    /// <summary>What a dataset is and would take; asks when that is not known yet.</summary>
    public DatasetFacts? FactsOf(string path)
    {
        if (!_facts.TryGetValue(path, out DatasetFacts? facts) && _described != path)
        {
            _described = path;
            _descriptions.Ask(path, MapValue.Of(("path", path)));
        }

        return facts;
    }

    /// <summary>Takes an answer that came. True when something changed.</summary>
    public bool Drain() => DrainDescriptions() | DrainAnswer();

    private bool DrainDescriptions()
    {
        bool isNews = false;
        while (_descriptions.TryTake(out string path, out CommandOutcome outcome))
        {
            isNews = true;
            if (outcome.Result is MapValue answer)
            {
                _facts[path] = DatasetFacts.Read(path, answer);
            }
            else if (outcome.Error?.Code is not ("command.superseded" or CommandOutcome.SessionClosed))
            {
                _facts[path] = new DatasetFacts(path, outcome.Error?.Message ?? "The server does not say.", string.Empty, false);
            }
        }

        return isNews;
    }

    private bool DrainAnswer()
    {
        if (Interlocked.Exchange(ref _answer, null) is not { } answer || answer.Call != _call)
        {
            return false;
        }

        Busy = null;
        Version++;
        Error = answer.Error is { } error ? error.Message : null;
        if (answer.Listing is { } listing)
        {
            // Looked at anew: files change.
            _facts.Clear();
            _described = null;
            (Path, Entries, HasMore, IsChoice) = (listing.Path, listing.Entries, listing.HasMore, false);
        }
        else if (!answer.Choices.IsDefaultOrEmpty)
        {
            Error = "There are several datasets here: choose one.";
            Entries = [.. System.Linq.Enumerable.Select(answer.Choices, static path => new DatasetEntry(path[(path.LastIndexOf('/') + 1)..], path, true, 0, 0))];
            (IsChoice, HasMore) = (true, false);
        }
        else if (answer.Error is null)
        {
            Loaded = answer.Path;
        }

        return true;
    }

    private void Begin(string what)
    {
        Busy = what;
        Error = null;
        Version++;
        _call++;
    }

    private async Task ListAsync(string? path, long call)
    {
        (DirectoryListing? listing, ErrorInfo? error) = await _files.ListAsync(path, showHidden: false, []).ConfigureAwait(false);
        Post(new Answer(call, path, listing, error, []));
    }

    private async Task LoadAsync(string path, long call)
    {
        LoadOutcome outcome = await _files.LoadAsync(path).ConfigureAwait(false);
        Post(new Answer(call, path, null, outcome.Error, outcome.Choices));
    }

    private void Post(Answer answer)
    {
        Interlocked.Exchange(ref _answer, answer);
        _wake();
    }

    private sealed record Answer(long Call, string? Path, DirectoryListing? Listing, ErrorInfo? Error, ImmutableArray<string> Choices);
}
