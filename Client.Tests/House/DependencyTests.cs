using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace Fathom.Client.Tests.House;

public sealed class DependencyTests
{
    [Theory]
    [InlineData("Protocol", "")]
    [InlineData("Decode", "Protocol")]
    [InlineData("Render", "Decode")]
    [InlineData("Client", "Render")]
    [InlineData("tools/VolumeServer", "Decode")]
    [InlineData("tools/ImpairmentProxy", "Protocol")]
    [InlineData("tools/Make", "")]
    public void A_project_refers_only_to_the_one_before_it(string project, string allowed)
    {
        var references = Project(project).Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension((string)item.Attribute("Include")!));

        Assert.Equal(allowed.Length == 0 ? [] : [allowed], references);
    }

    [Theory]
    [InlineData("Protocol")]
    [InlineData("Decode")]
    [InlineData("Render")]
    [InlineData("Client")]
    [InlineData("tools/VolumeServer")]
    [InlineData("tools/ImpairmentProxy")]
    public void The_product_needs_no_package_at_run_time(string project)
    {
        Assert.Empty(Project(project).Descendants("PackageReference"));
    }

    [Theory]
    [InlineData("Protocol", false)]
    [InlineData("Client", false)]
    [InlineData("Decode", true)]
    [InlineData("Render", true)]
    [InlineData("tools/VolumeServer", true)]
    [InlineData("tools/Fuzz", false)]
    [InlineData("tools/ImpairmentProxy", false)]
    [InlineData("tools/Make", false)]
    public void Unsafe_code_is_allowed_only_where_native_memory_is_handled(string project, bool allowed)
    {
        var setting = Project(project).Descendants("AllowUnsafeBlocks").Any(element => element.Value == "true");

        Assert.Equal(allowed, setting);
    }

    [Fact]
    public void The_server_uses_unsafe_code_only_where_it_renders()
    {
        var offenders = SourceTree.Sources("tools/VolumeServer")
            .Where(file => !file.Name.Contains("/Rendering/", System.StringComparison.Ordinal) && file.Lines.Any(line => line.Contains("unsafe ", System.StringComparison.Ordinal)))
            .Select(file => file.Name);

        Assert.Empty(offenders);
    }

    private static XDocument Project(string folder)
    {
        var name = folder.Split('/')[^1];
        return XDocument.Load(SourceTree.Path([.. folder.Split('/'), name + ".csproj"]));
    }
}
