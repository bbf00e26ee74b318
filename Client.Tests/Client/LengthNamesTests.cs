using Fathom.Client.Hosting;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class LengthNamesTests
{
    [Theory]
    [InlineData("cm", "centimeter", "cm")]
    [InlineData(" Micron", "micrometer", "µm")]
    [InlineData("um", "micrometer", "µm")]
    [InlineData("metre", "meter", "m")]
    [InlineData("in", "inch", "inch")]
    [InlineData("Furlong ", "Furlong", "Furlong")]
    [InlineData("", "", "")]
    public void Units_have_one_name_and_one_sign(string written, string name, string sign)
    {
        Assert.Equal(name, WorldUnits.FullName(written));
        Assert.Equal(sign, WorldUnits.Sign(written));
    }

    [Theory]
    [InlineData("angstrom")]
    [InlineData("attometer")]
    [InlineData("centimeter")]
    [InlineData("decimeter")]
    [InlineData("exameter")]
    [InlineData("femtometer")]
    [InlineData("foot")]
    [InlineData("gigameter")]
    [InlineData("hectometer")]
    [InlineData("inch")]
    [InlineData("kilometer")]
    [InlineData("megameter")]
    [InlineData("meter")]
    [InlineData("micrometer")]
    [InlineData("mile")]
    [InlineData("millimeter")]
    [InlineData("nanometer")]
    [InlineData("parsec")]
    [InlineData("petameter")]
    [InlineData("picometer")]
    [InlineData("terameter")]
    [InlineData("yard")]
    [InlineData("yoctometer")]
    [InlineData("yottameter")]
    [InlineData("zeptometer")]
    [InlineData("zettameter")]
    public void Every_length_that_files_may_name_is_known_by_its_own_name(string name)
    {
        Assert.True(WorldUnits.IsLength(name));
        Assert.Equal(name, WorldUnits.FullName(name));
        Assert.False(WorldUnits.IsLength("second"));
    }
}
