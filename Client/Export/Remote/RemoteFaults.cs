using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Streams;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Export.Remote;

/// <summary>Why there is no picture, in the user's words.</summary>
internal static class RemoteFaults
{
    /// <summary>Why nothing can be exported from the server of this session; null when it can.</summary>
    public static FathomException? OfServer(Uri url, SessionWelcome welcome, ImmutableArray<string> asked)
    {
        var features = NegotiatedFeatures.From(asked, welcome);
        if (asked.All(features.Has))
        {
            return null;
        }

        string why = !features.Any
            ? "It is a plain server: it sends one video of what everybody sees, and draws no picture by its index."
            : !features.Has(FeatureNames.PixelStill)
                ? "It sends no exact pictures: the library that packs them (libzstd) is missing there."
                : $"It is of an older version and lacks {string.Join(", ", asked.Where(name => !features.Has(name)))}.";
        return new FathomException(
            ExitCode.Rejected,
            $"Cannot export pictures from {url.GetLeftPart(UriPartial.Path)}.",
            why,
            "Start a Fathom server of this version with the data (fathom serve PATH) and export from it; what is on the screen can be saved as a picture (P).");
    }

    /// <summary>What is needed here lacks.</summary>
    public static FathomException NoLibrary() => new(
        ExitCode.MissingLibrary,
        "Cannot export pictures.",
        "They come packed by Zstandard, and libzstd was not found here.",
        "Install it (Debian and Ubuntu: apt-get install libzstd1), or say where it is with FATHOM_LIBRARY_PATH.");

    /// <summary>The server was gone for too long.</summary>
    public static FathomException Gone(RemoteEndpoint endpoint, ChannelChanged? last)
    {
        if (last?.End is { } end)
        {
            FathomException told = FailureText.Explain(last.Channel, last.Channel == ChannelKind.State ? endpoint.StateUrl : endpoint.PixelUrl, end);
            return new FathomException(
                end.Kind is ChannelEndKind.Refused or ChannelEndKind.ProtocolError ? ExitCode.Rejected : ExitCode.CannotConnect,
                "Lost the server while pictures were exported.",
                string.Create(CultureInfo.InvariantCulture, $"It was not back after {endpoint.Patience.TotalSeconds:0.#} s. {told.Why}"),
                told.How);
        }

        return new FathomException(
            ExitCode.CannotConnect,
            "Lost the server while pictures were exported.",
            string.Create(CultureInfo.InvariantCulture, $"It was not back after {endpoint.Patience.TotalSeconds:0.#} s."),
            "Start it again, then give the same command.");
    }

    /// <summary>The server says that it cannot draw this picture.</summary>
    public static FathomException Refused(string place, ErrorInfo error) => error.Code switch
    {
        "data.unreadable" => new FathomException(ExitCode.Rejected, $"Cannot draw the picture at {place}.", error.Message, "Mend the data, or leave that place out (--frames)."),
        "state.over_memory" => new FathomException(ExitCode.Rejected, $"Cannot draw the picture at {place}.", error.Message, "Choose a coarser level, or a slice."),
        CommandOutcome.NotOffered => new FathomException(ExitCode.Rejected, $"Cannot draw the picture at {place}.", error.Message, "Start a Fathom server of this version and export from it."),
        _ => new FathomException(ExitCode.Rejected, $"Cannot draw the picture at {place}.", $"The server refuses: {error.Message} ({error.Code}).", "Begin anew from the view that the server shows now."),
    };

    /// <summary>The server does not say what it shows, or does not know what a file shows.</summary>
    public static FathomException NoView(ErrorInfo error) => new(
        error.Code is CommandOutcome.SessionClosed or CommandOutcome.TimedOut ? ExitCode.CannotConnect : ExitCode.Rejected,
        "Cannot tell what the pictures are to show.",
        $"The server says: {error.Message} ({error.Code}).",
        "Show these data on the server, with the view that is wanted; a session file (--session) must belong to them.");

    /// <summary>It was asked for again and again.</summary>
    public static FathomException TooOften(string place, int times, string last) => new(
        ExitCode.CannotConnect,
        $"Gave up the picture at {place}.",
        string.Create(CultureInfo.InvariantCulture, $"It was asked for {times} times and never came. The last time: {last}"),
        "Look at the server's messages, then give the same command again.");

    /// <summary>The name of a place: the index along each axis that is not in the picture.</summary>
    public static string PlaceOf(NotifyDims dims, ImmutableArray<int> step) =>
        string.Join(", ", Enumerable.Range(0, step.Length)
            .Where(axis => dims.Displayed.IsDefaultOrEmpty || !dims.Displayed.Contains(axis))
            .Select(axis => string.Create(CultureInfo.InvariantCulture, $"{Loop.DimsAxes.Label(dims, axis)}={step[axis]}"))) is { Length: > 0 } place ? place : "the only place";
}
