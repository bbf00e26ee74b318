using System;
using System.IO;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Data.Catalog;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class DatasetCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DatasetCatalogTests()
    {
        TinyNpy.Write<byte>(_folder["a.npy"], "|u1", [4, 6, 8], new byte[192], """{"axes":"zyx","scale":[2,1,1]}""");
        TinyNpy.Write<byte>(_folder["b.npy"], "|u1", [6, 8], new byte[48], """{"axes":"yx","scale":[1,1]}""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_names_data_sets_relative_to_itself()
    {
        File.WriteAllLines(_folder["list.csv"], ["name,path,image", "\"first, and best\",a.npy,", ",b.npy,"]);

        var catalog = DatasetCatalog.Of([_folder["list.csv"]], new SourceOptions());

        Assert.Equal(["first, and best", "b"], catalog.Names);
        using VolumeSet set = catalog.Open("first, and best");
        Assert.Equal([4, 6, 8], set.Images[0].Info.Shape.ToArray());
        Assert.Equal("first, and best", set.Name);
    }

    [Fact]
    public void A_folder_of_data_sets_and_paths_one_by_one_make_the_same_catalogue()
    {
        Assert.Equal(["a", "b"], DatasetCatalog.Of([_folder.Path], new SourceOptions()).Names);
        Assert.Equal(["a", "b"], DatasetCatalog.Of([_folder["a.npy"], _folder["b.npy"]], new SourceOptions()).Names);
        Assert.Equal(["a", "b"], DatasetCatalog.Of([_folder["a.npy"], _folder.Path], new SourceOptions()).Names);
    }

    [Fact]
    public void A_part_of_a_data_set_opens_by_its_own_name()
    {
        File.WriteAllText(_folder["list.json"], """{"datasets":[{"name":"cells","path":"a.npy","views":{"detail":{"shape":[2,4],"scale":[1,1],"center":[1.5,2.5]}}}]}""");
        var catalog = DatasetCatalog.Of([_folder["list.json"]], new SourceOptions());

        Assert.Equal(["cells", "cells/detail"], catalog.Names);
        using VolumeSet set = catalog.Open("cells/detail");

        Assert.Equal([4, 2, 4], set.Images[0].Info.Shape.ToArray());
        Assert.Equal([0.0, 1, 1], set.Images[0].Info.Axes.Select(axis => axis.Translation));
    }

    [Fact]
    public void A_view_without_a_scale_is_served_as_uncalibrated_and_says_so()
    {
        File.WriteAllText(_folder["list.json"], """{"datasets":[{"name":"cells","path":"a.npy","views":{"detail":{"shape":[2,4,4]}}}]}""");

        Assert.Equal(["views['detail']: missing 'scale', using [1.0, 1.0, 1.0]"], DatasetCatalog.Of([_folder["list.json"]], new SourceOptions()).Warnings.ToArray());
    }

    [Theory]
    [InlineData("""{"datasets":[{"name":"cells","path":"a.npy","views":{"detail":{"scale":[1,1]}}}]}""", "views['detail']: missing 'shape'.")]
    [InlineData("""{"datasets":[{"name":"cells","path":""}]}""", null)]
    [InlineData("""{"datasets":[{"name":"cells","path":"a.npy"},{"name":"cells","path":"b.npy"}]}""", "datasets['cells']: the name is given 2 times.")]
    [InlineData("""{"datasets":[]}""", "datasets: there is none.")]
    [InlineData("""{"datasets":[{"name":"cells","path":"a.npy","views":{"detail":{"shape":[2,0,4],"scale":[1,1,1]}}}]}""", "views['detail']: 'shape' must be positive.")]
    [InlineData("""{"datasets":[{"name":"cells","path":"a.npy","views":{"detail":{"shape":[2,4,4],"scale":[1,-1,1]}}}]}""", "views['detail']: 'scale' must be positive.")]
    [InlineData("""{"datasets":[{"name":"cells","path":"a.npy","views":{"detail":{"shape":[2,4,4],"scale":[1]}}}]}""", "views['detail']: 'shape' has 3 entries, 'scale' 1, 'center' 0.")]
    public void What_is_wrong_is_named_by_its_place(string json, string? reason)
    {
        File.WriteAllText(_folder["list.json"], json);
        if (reason is null)
        {
            Assert.Throws<FathomException>(() => DatasetCatalog.Of([_folder["list.json"]], new SourceOptions()).Open("cells").Dispose());
            return;
        }

        var error = Assert.Throws<FathomException>(() => DatasetCatalog.Of([_folder["list.json"]], new SourceOptions()));
        Assert.Equal(reason, error.Why);
    }

    [Fact]
    public void A_name_that_is_not_there_gets_the_nearest_one()
    {
        var catalog = DatasetCatalog.Of([_folder.Path], new SourceOptions());

        var error = Assert.Throws<FathomException>(() => catalog.Open("c"));

        Assert.Equal("There is no data set 'c'.", error.What);
        Assert.Contains("'a'", error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_a_catalogue_opens_nothing()
    {
        File.WriteAllText(_folder["list.json"], """{"datasets":[{"name":"away","path":"http://127.0.0.1:9/away.zarr"},{"name":"gone","path":"gone.npy"}]}""");

        Assert.Equal(["away", "gone"], DatasetCatalog.Of([_folder["list.json"]], new SourceOptions()).Names);
    }

    [Fact]
    public void An_address_names_one_of_a_catalogue_behind_a_number_sign_else_the_first()
    {
        File.WriteAllText(_folder["list.json"], """{"datasets":[{"name":"cells","path":"a.npy","views":{"detail":{"shape":[2,4],"scale":[1,1]}}},{"name":"flat","path":"b.npy"}]}""");
        var told = new System.Collections.Generic.List<string>();

        using VolumeSet first = DatasetCatalog.OpenAddress(_folder["list.json"], new SourceOptions(), told.Add);
        using VolumeSet part = DatasetCatalog.OpenAddress(_folder["list.json"] + "#cells/detail", new SourceOptions(), told.Add);
        using VolumeSet plain = DatasetCatalog.OpenAddress(_folder["b.npy"], new SourceOptions(), told.Add);

        Assert.Equal(["cells", "cells/detail", "b"], new[] { first.Name, part.Name, plain.Name });
        Assert.Single(told);
        Assert.EndsWith("has 3 data sets; showing 'cells'. Name another: " + _folder["list.json"] + "#cells/detail", told[0], StringComparison.Ordinal);
    }
}
