using Fathom.ImpairmentProxy;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Impairment;

public sealed class NetSpecTests
{
    [Theory]
    [InlineData("lan")]
    [InlineData("wifi")]
    [InlineData("wan")]
    [InlineData("4mbit")]
    [InlineData("none")]
    public void Presets_have_names(string name)
    {
        Assert.Equal(name, NetSpec.Parse(name).Name);
    }

    [Fact]
    public void Settings_change_a_preset_and_the_rest_stays()
    {
        NetProfile profile = NetSpec.Parse("wifi, down=10, delay-up=40");

        Assert.Equal(10, profile.Down.Mbit);
        Assert.Equal(NetProfile.Wifi.Up.Mbit, profile.Up.Mbit);
        Assert.Equal(40, profile.Up.DelayMs);
        Assert.Equal(NetProfile.Wifi.Down.DelayMs, profile.Down.DelayMs);
    }

    [Fact]
    public void Settings_alone_describe_a_link()
    {
        NetProfile profile = NetSpec.Parse("delay=20,jitter=5,noise=normal,down=8,up=2,stall=50-200");

        Assert.Equal(new DirectionProfile { DelayMs = 20, JitterMs = 5, Noise = NoiseKind.Normal, Mbit = 8, StallMinMs = 50, StallMaxMs = 200, StallEverySeconds = 5 }, profile.Down);
        Assert.Equal(2, profile.Up.Mbit);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("wfi", "Is 'wifi' meant?")]
    [InlineData("dealy=3", "Is 'delay' meant?")]
    [InlineData("delay=-1", "'-1' cannot be delay")]
    [InlineData("delay=many", "'many' cannot be delay")]
    [InlineData("stall=200-50", "'50' cannot be stall")]
    [InlineData("noise=loud", "uniform, normal or pareto")]
    [InlineData("down=8,wifi", "neither a preset nor a setting")]
    public void What_is_wrong_is_said(string text, string why)
    {
        var error = Assert.Throws<FathomException>(() => NetSpec.Parse(text));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(why, error.Why, System.StringComparison.Ordinal);
    }

    [Fact]
    public void The_window_follows_width_and_delay()
    {
        Assert.Equal(((4e6 / 8 * 0.020) + (64 * 1024)), NetProfile.FourMbit.Down.WindowBytes, 0);
        Assert.Equal(1024 * 1024, new DirectionProfile { DelayMs = 20 }.WindowBytes);
    }
}
