using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.Client.Commands;
using Fathom.Client.Export.Remote;
using Fathom.Client.Hosting;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Processes;
using Fathom.Client.Sessions;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Export;

/// <summary>The server, the view and the overlays of an export, as its options name them; the same for movies, stills and pages.</summary>
/// <remarks>Threads: the one that opened it. Ownership: of the connection, and of the server where <c>--demo</c> started one.</remarks>
internal sealed class ExportSession : IDisposable
{
    /// <summary>How the server that <c>--demo</c> starts is called: its address is another one each time.</summary>
    public const string DemoName = "demo (a generated volume)";

    private static readonly TimeSpan s_serverPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);

    private readonly ChildServer? _server;

    private ExportSession(ChildServer? child, RemotePictures pictures, ViewRecipe recipe, ImmutableArray<OverlaySpec> overlays, string server)
    {
        _server = child;
        Pictures = pictures;
        Recipe = recipe;
        Overlays = overlays;
        Server = server;
    }

    /// <summary>Draws.</summary>
    public RemotePictures Pictures { get; }

    /// <summary>What is shown: the session file's view, else what the server showed when this began.</summary>
    public ViewRecipe Recipe { get; private set; }

    /// <summary>What lies over the pictures, the lowest first: the session's overlays, then the command line's; of two with one name the latter's.</summary>
    public ImmutableArray<OverlaySpec> Overlays { get; }

    /// <summary>The server without what is secret in its address.</summary>
    public string Server { get; }

    /// <summary>The layers as the server has them.</summary>
    public LayersModel Layers => Pictures.Layers;

    /// <summary>The axes as the recipe shows them.</summary>
    public NotifyDims Dims => Pictures.DimsOf(Recipe);

    /// <summary>What overlays must know of the scene as the recipe shows it.</summary>
    public SceneFacts Facts => Pictures.FactsOf(Recipe);

    /// <summary>Connects; throws what the user is told when that cannot be.</summary>
    /// <param name="parsed">A command line with the rows of <see cref="ExportOptions.Scene"/>.</param>
    /// <param name="context">The process around.</param>
    /// <param name="serverArguments">Further arguments for a server that <c>--demo</c> starts.</param>
    /// <param name="mostUnderWay">How many pictures are asked for at once.</param>
    public static ExportSession Open(ParsedCommand parsed, CommandContext context, IReadOnlyList<string>? serverArguments = null, int mostUnderWay = 4)
    {
        // Files that are not there are told of before anything is started.
        SessionFile? saved = parsed.Text(ClientOptions.Session) is { } path ? SessionFile.TryRead(path) ?? throw NoSession(path) : null;
        ImmutableArray<OverlaySpec> overlays = OverlaysOf(parsed, saved);
        RemoteEndpoint? given = EndpointOf(parsed, saved);
        Action<string> say = line => context.Error.WriteLine("fathom: " + line);
        ChildServer? server = null;
        RemotePictures? pictures = null;
        bool done = false;
        try
        {
            if (given is null)
            {
                server = ChildServer.Start(DemoCommand.ServerProgram(), ["serve", "--json", "--port", "0", "--pixel-port", "0", "--die-with-stdin", .. serverArguments ?? []], static _ => { });
                ServerAddress address = server.WaitUntilReady(s_serverPatience, context.Interrupt);
                ChildServer child = server;
                given = new RemoteEndpoint(address.State, address.Pixel) { ServerEnded = () => child.HasExited ? FailureText.ServerEnded(child.LastWords()) : null };
            }

            RemoteEndpoint endpoint = given with { MaxMessageBytes = parsed.Integer(ExportOptions.MaxMessageMib) << 20, MostUnderWay = mostUnderWay, Say = say };
            pictures = Waiting.For(RemotePictures.ConnectAsync(endpoint, context.Interrupt), context.Interrupt);
            ViewRecipe recipe = saved is null ? pictures.Recipe : Waiting.For(pictures.RecipeOfAsync(saved, line => say("warning: " + line), context.Interrupt), context.Interrupt);
            done = true;
            return new ExportSession(server, pictures, recipe, overlays, server is null ? PictureProvenance.Public(endpoint.StateUrl) : DemoName);
        }
        finally
        {
            if (!done)
            {
                Close(pictures, server);
            }
        }
    }

    /// <summary>Shows something else from here on.</summary>
    public void Show(ViewRecipe recipe) => Recipe = recipe;

    /// <summary>Shows a slice or a projection from here on, as the server would if it were switched.</summary>
    public void ShowAxes(int displayed, CancellationToken cancel)
    {
        if (Recipe.DisplayedAxes != displayed)
        {
            // A view that says nothing but this is completed by the server, its other camera included.
            var other = new SessionFile("--ndisplay", MapValue.Of(("format", SessionFile.Format), ("version", SessionFile.Version), ("ndisplay", displayed)));
            ViewRecipe whole = Waiting.For(Pictures.RecipeOfAsync(other, static _ => { }, cancel), cancel);
            Recipe = Recipe with { View = whole.View.With("layers", Recipe.View["layers"] ?? whole.View["layers"] ?? StateValue.Null) };
        }
    }

    /// <summary>Draws one picture; throws what the user is told.</summary>
    public RemotePicture Render(ViewRecipe recipe, ImmutableArray<int> step, int width, int height, CancellationToken cancel) =>
        Waiting.For(Pictures.RenderAsync(recipe, step, width, height, cancel), cancel);

    /// <inheritdoc/>
    public void Dispose() => Close(Pictures, _server);

    private static ImmutableArray<OverlaySpec> OverlaysOf(ParsedCommand parsed, SessionFile? saved)
    {
        ImmutableArray<OverlaySpec> given = OverlayOptions.Read(parsed);
        return saved?.Content[OverlaySpecValues.Key] is not { } list ? given
            : [.. OverlaySpecValues.Read(list).Where(spec => !given.Any(other => other.Id == spec.Id)).Select(spec => OverlayPaths.Resolved(spec, saved.Path)), .. given];
    }

    private static void Close(RemotePictures? pictures, ChildServer? server)
    {
        try
        {
            // A server that hangs must not hold us; ours ends with us.
            pictures?.DisposeAsync().AsTask().Wait(s_goodbye);
        }
        finally
        {
            server?.Dispose();
        }
    }

    /// <summary>Null for the demo's own server.</summary>
    private static RemoteEndpoint? EndpointOf(ParsedCommand parsed, SessionFile? saved)
    {
        bool isNamed = parsed.Positionals.Count > 0;
        if (parsed.Flag(ExportOptions.Demo))
        {
            return !isNamed ? null : throw new FathomException(ExitCode.Usage, "--demo and a URL do not go together.", "The one starts a server, the other names one.", "Leave one of them out.");
        }

        if (!isNamed && saved?.StateUrl is { } told)
        {
            Uri there = ClientOptions.StreamUrl(told, "the session's server");
            SessionSettings.CheckToken(saved.Path, there, parsed, ClientOptions.ReadToken(parsed));
            Uri pixels = parsed.Text(ClientOptions.PixelUrl) is { } asked ? ClientOptions.StreamUrl(asked, "--" + ClientOptions.PixelUrl)
                : saved.PixelUrl is { } video ? ClientOptions.StreamUrl(video, "the session's video") : ClientOptions.NextPort(there);
            return new RemoteEndpoint(there, pixels, ClientOptions.ReadToken(parsed));
        }

        if (!isNamed)
        {
            throw new FathomException(ExitCode.Usage, $"'{parsed.Definition.FullName}' does not know where to take the pictures from.", "No server is named.", "Give its URL, as in ws://127.0.0.1:8081, a session file with --session, or --demo for a generated volume.");
        }

        Uri state = ClientOptions.StateUrlOf(parsed);
        return new RemoteEndpoint(state, parsed.Text(ClientOptions.PixelUrl) is { } text ? ClientOptions.StreamUrl(text, "--" + ClientOptions.PixelUrl) : ClientOptions.NextPort(state), ClientOptions.ReadToken(parsed));
    }

    private static FathomException NoSession(string path) =>
        new(ExitCode.Usage, $"Cannot read the session {path}.", "There is no such file.", "Name a file that Fathom has saved (Ctrl+S in its window), or leave --session out.");
}
