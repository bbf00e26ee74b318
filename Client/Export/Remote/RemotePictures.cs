using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Sessions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Remote;

/// <summary>Exact pictures by index from a server: a small session of its own that takes no video, and whose pictures nobody else's doings change.</summary>
/// <remarks>Threads: any; <see cref="RenderAsync"/> may be called by several at once, beyond the endpoint's bound they wait.</remarks>
internal sealed class RemotePictures : IAsyncDisposable
{
    internal RemotePictures(NotifyDims dims, LayersModel layers, ViewRecipe recipe) => (Dims, Layers, Recipe) = (dims, layers, recipe);

    /// <summary>The axes as they were when the session began.</summary>
    public NotifyDims Dims { get; }

    /// <summary>The layers as they were then.</summary>
    public LayersModel Layers { get; }

    /// <summary>What the server showed then.</summary>
    public ViewRecipe Recipe { get; }

    /// <summary>Connects; throws what the user is told when that cannot be.</summary>
    public static Task<RemotePictures> ConnectAsync(RemoteEndpoint endpoint, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>What a session file shows, of these data.</summary>
    /// <param name="file">The file.</param>
    /// <param name="complain">Told what of it these data do not have.</param>
    public ViewRecipe RecipeOf(SessionFile file, Action<string> complain) => throw new NotImplementedException();

    /// <summary>What overlays must know of the scene as a recipe shows it.</summary>
    public SceneFacts FactsOf(ViewRecipe recipe) => throw new NotImplementedException();

    /// <summary>Draws one picture on the server: what <paramref name="recipe"/> says, at <paramref name="step"/>. The caller disposes of it.</summary>
    public Task<RemotePicture> RenderAsync(ViewRecipe recipe, ImmutableArray<int> step, int width, int height, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Says goodbye; what is under way ends as cancelled.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
