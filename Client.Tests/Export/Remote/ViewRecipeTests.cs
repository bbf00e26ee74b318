using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export.Remote;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Sessions;
using Fathom.Client.Tests.Server;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Export.Remote;

/// <summary>What a recipe holds, where it comes from and where it goes.</summary>
public sealed class ViewRecipeTests
{
    [SkippableFact]
    public async Task A_recipe_that_was_written_and_read_is_the_same()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using RemotePictures pictures = await ConnectAsync(server);
        ViewRecipe recipe = pictures.Recipe;

        byte[] written = SessionJson.Write(recipe.ToMap());
        var read = ViewRecipe.FromMap((MapValue)SessionJson.Read(written));
        using RemotePicture first = await pictures.RenderAsync(recipe, recipe.Step, 64, 48, CancellationToken.None);
        using RemotePicture second = await pictures.RenderAsync(read, read.Step, 64, 48, CancellationToken.None);

        Assert.Equal(written, SessionJson.Write(read.ToMap()));
        Assert.Equal(first.Rgb.ToArray(), second.Rgb.ToArray());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"step\": [1, 2]}")]
    [InlineData("{\"view\": {}, \"step\": [1.5]}")]
    [InlineData("{\"view\": {}, \"step\": [-1]}")]
    [InlineData("{\"view\": 3, \"step\": [1]}")]
    public void What_is_no_recipe_is_refused(string text)
    {
        var map = (MapValue)SessionJson.Read(Encoding.UTF8.GetBytes(text));

        FathomException error = Assert.Throws<FathomException>(() => ViewRecipe.FromMap(map));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [SkippableFact]
    public async Task A_session_file_makes_a_recipe_of_its_view_and_its_place()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using RemotePictures pictures = await ConnectAsync(server);
        var complaints = new List<string>();
        SessionFile file = File("""
            "dimensions": {"t": [30, "second"], "z": [2, "micrometer"], "nothing": [1, ""]}, "position": [60, 1e9, 3],
            "order": ["t", "x", "z", "y"], "ndisplay": 2, "level": 1, "slab": {"thickness": {"x": 3}, "projection": "max"},
            "camera": {"center": [10, 10], "zoom": 1, "rect": [1, 2, 30, 20]},
            "layers": [{"name": "generated embryo", "id": "layer-0", "colormap": "viridis", "gamma": 0.5, "visible": true}, {"name": "gone", "opacity": 1}]
            """);

        ViewRecipe recipe = await pictures.RecipeOfAsync(file, complaints.Add, CancellationToken.None);
        SceneFacts facts = pictures.FactsOf(recipe);
        using RemotePicture picture = await pictures.RenderAsync(recipe, recipe.Step, 60, 40, CancellationToken.None);

        Assert.Equal(4, complaints.Count);
        Assert.Equal([1, 2], picture.View.Displayed.ToArray());
        Assert.Equal(2, facts.DisplayedAxes);
        Assert.Equal("viridis", ((MapValue)((ListValue)recipe.View["layers"]!).Items[0])["colormap"]!.AsText());
        Assert.Equal(server.Info.Axes[0].Length, facts.FrameTimes.Length);
    }

    [SkippableFact]
    public async Task A_session_of_other_data_makes_none()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using RemotePictures pictures = await ConnectAsync(server);
        SessionFile file = File("\"dataset\": {\"path\": \"/data/brain.zarr\"}, \"ndisplay\": 2");

        FathomException error = await Assert.ThrowsAsync<FathomException>(() => pictures.RecipeOfAsync(file, static _ => { }, CancellationToken.None));

        Assert.Equal(ExitCode.Rejected, error.ExitCode);
        Assert.Contains("/data/brain.zarr", error.Why, StringComparison.Ordinal);
    }

    private static SessionFile File(string content) =>
        SessionFile.Parse("s.json", Encoding.UTF8.GetBytes($$"""{"format": "fathom.session", "version": 1, {{content}}}"""));

    private static Task<RemotePictures> ConnectAsync(VolumeServerApp server)
    {
        Skip.IfNot(LosslessStill.IsAvailable, "libzstd is not installed.");
        return RemotePictures.ConnectAsync(new RemoteEndpoint(new Uri(server.StateUrl), new Uri(server.PixelUrl)), CancellationToken.None);
    }
}
