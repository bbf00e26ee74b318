using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Commands;

/// <summary>The server's directories and datasets, by its commands.</summary>
public sealed class ServerFiles
{
    private const string Ambiguous = "zarr.disambiguate";

    private readonly CommandLane _lane;
    private readonly string _origin;

    /// <summary>Creates the helper.</summary>
    /// <param name="lane">The lane that calls.</param>
    /// <param name="origin">Who asks, for the server's log.</param>
    public ServerFiles(CommandLane lane, string origin)
    {
        ArgumentNullException.ThrowIfNull(lane);
        _lane = lane;
        _origin = origin;
    }

    /// <summary>Lists a directory; the listing is null exactly when there is an error.</summary>
    /// <param name="path">The directory; null for the one where browsing begins.</param>
    /// <param name="showHidden">Whether to list names that begin with a dot.</param>
    /// <param name="suffixes">Only files with one of these endings; empty for all. Directories are always listed.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<(DirectoryListing? Listing, ErrorInfo? Error)> ListAsync(
        string? path, bool showHidden, ImmutableArray<string> suffixes, CancellationToken cancel = default)
    {
        MapValue keywords = MapValue.Of(
            ("path", path),
            ("show_hidden", showHidden),
            ("only", ListValue.Of<string>(suffixes.IsDefault ? [] : suffixes.AsSpan(), static suffix => suffix)));
        CommandOutcome outcome = await _lane.CallAsync(CommandNames.ListDirectory, keywords, _origin, cancel).ConfigureAwait(false);
        DirectoryListing? listing = DirectoryListing.From(outcome.Result);
        ErrorInfo? error = outcome.Error ?? (listing is null ? new ErrorInfo("command.bad_reply", "The server's listing cannot be understood.") : null);
        return (error is null ? listing : null, error);
    }

    /// <summary>Loads a dataset, or says which ones there are to choose from.</summary>
    public async Task<LoadOutcome> LoadAsync(string path, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CommandOutcome outcome = await _lane.CallAsync(CommandNames.LoadZarr, MapValue.Of(("path", path)), _origin, cancel).ConfigureAwait(false);
        return new LoadOutcome(outcome.Error, outcome.Error?.Code == Ambiguous ? Choices(outcome.Error, path) : []);
    }

    private static ImmutableArray<string> Choices(ErrorInfo error, string path)
    {
        var details = error.Details as MapValue;
        string parent = details?["path"]?.AsText() ?? path;
        if (details?["options"] is not ListValue options)
        {
            return [];
        }

        IEnumerable<string> names = options.Items.Select(static option => option.AsText()).OfType<string>();
        return [.. names.Select(name => name.StartsWith('/') ? name : $"{parent.TrimEnd('/')}/{name}")];
    }
}
