using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Sessions;
using Fathom.Decode;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Remote;

/// <summary>Exact pictures by index from a server: a small session of its own that takes no video, and whose pictures nobody else's doings change.</summary>
/// <remarks>Threads: any; <see cref="RenderAsync"/> may be called by several at once, beyond the endpoint's bound they wait.</remarks>
internal sealed class RemotePictures : IAsyncDisposable
{
    private const string Origin = "fathom export";
    private const int MostBreaks = 8;
    private const int MostRefusals = 24;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    /// <summary>How long a picture may be on its way after the server said that it is there.</summary>
    private static readonly TimeSpan s_transfer = TimeSpan.FromMinutes(1);

    private readonly RemoteEndpoint _endpoint;
    private readonly RemoteLink _link;
    private readonly Channel<bool> _places;

    private RemotePictures(RemoteEndpoint endpoint, RemoteLink link, ViewRecipe recipe)
    {
        (_endpoint, _link, Recipe) = (endpoint, link, recipe);
        (Dims, Layers) = link.Scene;
        _places = Channel.CreateBounded<bool>(endpoint.MostUnderWay);
        while (_places.Writer.TryWrite(true))
        {
            // A place for each picture under way.
        }
    }

    /// <summary>The axes as they were when the session began.</summary>
    public NotifyDims Dims { get; }

    /// <summary>The layers as they were then.</summary>
    public LayersModel Layers { get; }

    /// <summary>What the server showed then.</summary>
    public ViewRecipe Recipe { get; }

    /// <summary>What overlays must know of the scene as the server showed it then.</summary>
    public SceneFacts Facts => FactsOf(Recipe);

    /// <summary>For tests: the session behind it.</summary>
    internal RemoteLink Link => _link;

    /// <summary>Connects; throws what the user is told when that cannot be.</summary>
    public static async Task<RemotePictures> ConnectAsync(RemoteEndpoint endpoint, CancellationToken cancel)
    {
        if (!LosslessStill.IsAvailable)
        {
            throw RemoteFaults.NoLibrary();
        }

        var link = new RemoteLink(endpoint);
        bool done = false;
        try
        {
            await link.WaitUntilUpAsync(cancel).ConfigureAwait(false);
            var pictures = new RemotePictures(endpoint, link, await ViewOfAsync(link, MapValue.Empty, cancel).ConfigureAwait(false));
            done = true;
            return pictures;
        }
        finally
        {
            if (!done)
            {
                await link.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>What a session file shows, of these data. What of the view it does not say is as the server shows it now.</summary>
    /// <param name="file">The file.</param>
    /// <param name="complain">Told what of it these data do not have.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<ViewRecipe> RecipeOfAsync(SessionFile file, Action<string> complain, CancellationToken cancel)
    {
        (MapValue words, ImmutableArray<int> step) = SessionRecipe.Of(file, Dims, Layers, complain);
        ViewRecipe whole = await ViewOfAsync(_link, MapValue.Of(("view", words)), cancel).ConfigureAwait(false);
        return whole with { Step = step };
    }

    /// <summary>The axes as a recipe shows them.</summary>
    public NotifyDims DimsOf(ViewRecipe recipe) => recipe.Apply(Dims);

    /// <summary>What overlays must know of the scene as a recipe shows it.</summary>
    public SceneFacts FactsOf(ViewRecipe recipe) => SceneFactsReader.Read(DimsOf(recipe), Layers);

    /// <summary>Draws one picture on the server: what <paramref name="recipe"/> says, at <paramref name="step"/>. The caller disposes of it.</summary>
    /// <exception cref="FathomException">There is no such picture, or the server is gone for too long.</exception>
    public async Task<RemotePicture> RenderAsync(ViewRecipe recipe, ImmutableArray<int> step, int width, int height, CancellationToken cancel)
    {
        if (!LosslessStill.IsSize(width, height))
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot draw a picture of {width}×{height} pixels.", $"A picture has 1 to {LosslessStill.MaxPixels} pixels.", "Choose another --size.");
        }

        await _places.Reader.ReadAsync(cancel).ConfigureAwait(false);
        Task<RemotePicture> drawing = DrawAsync(recipe, step, width, height);
        try
        {
            return await drawing.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The picture comes all the same and must not lie about.
            _ = DropAsync(drawing);
            throw;
        }
    }

    /// <summary>Says goodbye; what is under way ends as cancelled.</summary>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private static async Task DropAsync(Task<RemotePicture> drawing)
    {
        await ((Task)drawing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (drawing.IsCompletedSuccessfully)
        {
            (await drawing.ConfigureAwait(false)).Dispose();
        }
    }

    private static async Task<ViewRecipe> ViewOfAsync(RemoteLink link, MapValue keywords, CancellationToken cancel)
    {
        CommandOutcome outcome = await link.Commands.CallAsync(CommandNames.View, keywords, Origin, cancel).ConfigureAwait(false);
        return outcome switch
        {
            { Error: null, Result: MapValue view } => ViewRecipe.FromMap(view),
            _ => throw RemoteFaults.NoView(outcome.Error ?? new ErrorInfo("command.bad_reply", "the answer is no view")),
        };
    }

    private async Task<RemotePicture> DrawAsync(ViewRecipe recipe, ImmutableArray<int> step, int width, int height)
    {
        try
        {
            return await AskAsync(recipe, step, width, height).ConfigureAwait(false);
        }
        finally
        {
            _places.Writer.TryWrite(true);
        }
    }

    private async Task<RemotePicture> AskAsync(ViewRecipe recipe, ImmutableArray<int> step, int width, int height)
    {
        MapValue wanted = MapValue.Of(
            ("step", ListValue.Of<int>(step.AsSpan(), static index => (StateValue)index)), ("width", width), ("height", height), ("view", recipe.View));
        CancellationToken stop = _link.Stopped;
        TimeSpan pause = s_firstPause;
        for (int breaks = 0, refusals = 0; ;)
        {
            await _link.WaitUntilUpAsync(stop).ConfigureAwait(false);
            CommandOutcome outcome = await _link.Commands.CallAsync(CommandNames.Render, wanted, Origin, stop).ConfigureAwait(false);
            string why = outcome.Error?.Message ?? "the answer came and the picture did not";
            if (outcome.Error is null)
            {
                if (await ArrivedAsync(outcome.Result, stop).ConfigureAwait(false) is { } picture)
                {
                    return Checked(picture, recipe, step, width, height);
                }

                breaks++;
            }
            else if (outcome.Error.Code is "command.retryable" or CommandOutcome.Busy)
            {
                refusals++;
            }
            else if (outcome.IsRetryable || outcome.Error.Code == "command.forbidden")
            {
                // The second: the pixel socket broke and the state channel does not know yet.
                breaks++;
            }
            else
            {
                throw RemoteFaults.Refused(PlaceOf(recipe, step), outcome.Error);
            }

            if (breaks > MostBreaks || refusals > MostRefusals)
            {
                throw RemoteFaults.TooOften(PlaceOf(recipe, step), breaks + refusals, why);
            }

            await Task.Delay(pause, _endpoint.Time, stop).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, s_longestPause.Ticks));
        }
    }

    /// <summary>The picture that an answer names; null when it does not come.</summary>
    private async Task<RemotePicture?> ArrivedAsync(StateValue? answer, CancellationToken stop)
    {
        if (answer is not MapValue named || named["timestamp"] is not { } stamp || !stamp.TryGetDouble(out double timestamp))
        {
            return null;
        }

        Task<RemotePicture?> arriving = _link.Stills.TakeAsync(timestamp);
        try
        {
            return await arriving.WaitAsync(s_transfer, _endpoint.Time, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _link.Stills.Forget(timestamp);
            return await arriving.ConfigureAwait(false);
        }
    }

    /// <summary>A movie is exact or it is none: what came must be what was asked for.</summary>
    private RemotePicture Checked(RemotePicture picture, ViewRecipe recipe, ImmutableArray<int> step, int width, int height)
    {
        FrameView view = picture.View;
        if (picture.Width == width && picture.Height == height && view.Step.SequenceEqual(step.AsSpan()) && view.DisplayedCount == recipe.DisplayedAxes)
        {
            return picture;
        }

        picture.Dispose();
        throw new FathomException(
            ExitCode.Rejected,
            $"Cannot use the picture at {PlaceOf(recipe, step)}.",
            $"The server drew another one: {picture.Width}×{picture.Height} pixels at ({string.Join(", ", view.Step.ToArray())}).",
            "This is a bug of the server: please report it with its version.");
    }

    private string PlaceOf(ViewRecipe recipe, ImmutableArray<int> step) => RemoteFaults.PlaceOf(DimsOf(recipe), step);
}
