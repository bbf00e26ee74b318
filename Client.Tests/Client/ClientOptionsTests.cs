using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Commands;
using Fathom.Client.Hosting;
using Fathom.Client.Presentation;
using Fathom.Decode;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Client;

public class ClientOptionsTests
{
    [Fact]
    public void The_pixel_channel_is_on_the_next_port_unless_said_otherwise()
    {
        ClientSettings implied = Connect("ws://host.example:9000");
        ClientSettings given = Connect("ws://host.example:9000", "--pixel-url", "ws://other:7");

        Assert.Equal("ws://host.example:9001/", implied.PixelUrl.ToString());
        Assert.Equal("ws://other:7/", given.PixelUrl.ToString());
    }

    [Theory]
    [InlineData("auto", DecoderWish.Auto)]
    [InlineData("software", DecoderWish.Software)]
    [InlineData("vaapi", DecoderWish.Vaapi)]
    [InlineData("nvdec", DecoderWish.Nvdec)]
    public void The_way_to_decode_can_be_asked_for(string text, DecoderWish wish) => Assert.Equal(wish, Connect("h", "--decoder", text).Decoder);

    [Theory]
    [InlineData("127.0.0.1", "ws://127.0.0.1:8081/")]
    [InlineData("localhost:99", "ws://localhost:99/")]
    [InlineData("http://h:5/x", "ws://h:5/x")]
    [InlineData("https://h:443", "wss://h:443/")]
    [InlineData("ws://h", "ws://h:8081/")]
    [InlineData("ws://h:80", "ws://h/")]
    [InlineData("[::1]:4", "ws://[::1]:4/")]
    [InlineData("ws://[::1]", "ws://[::1]:8081/")]
    public void Addresses_are_read_as_people_write_them(string text, string expected) =>
        Assert.Equal(new Uri(expected), ClientOptions.StreamUrl(text, "URL"));

    [Theory]
    [InlineData("ftp://h")]
    [InlineData("ws://")]
    [InlineData("not an address")]
    public void What_is_no_address_is_a_usage_error(string text)
    {
        var error = Assert.Throws<FathomException>(() => ClientOptions.StreamUrl(text, "URL"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("ws://127.0.0.1:8081", error.How, StringComparison.Ordinal);
    }

    [Fact]
    public void Presenter_and_limits_come_from_the_command_line()
    {
        ClientSettings settings = Connect("h", "--presenter", "fixed", "--latency-ms", "40", "--max-message-mib", "3", "--seconds", "2.5", "--size", "640x360");

        Assert.Equal(PresenterPolicy.Fixed, settings.Presenter.Policy);
        Assert.Equal(0.04, settings.Presenter.FixedLatency);
        Assert.Equal(3 << 20, settings.MaxMessageBytes);
        Assert.Equal(TimeSpan.FromSeconds(2.5), settings.Duration);
        Assert.Equal((640, 360), (settings.Width, settings.Height));
    }

    [Fact]
    public void Zero_seconds_mean_no_limit() => Assert.Null(Connect("h", "--seconds", "0").Duration);

    [Fact]
    public void Dims_values_may_stand_together_or_apart()
    {
        Assert.Equal([new DimsValue("t", 3), new DimsValue("z", 12)], DimsValue.Parse(["t=3,z=12"]).AsEnumerable());
        Assert.Equal([new DimsValue("t", 3), new DimsValue("z", 12)], DimsValue.Parse(["t=3", "z=12"]).AsEnumerable());
    }

    [Theory]
    [InlineData("z")]
    [InlineData("=3")]
    [InlineData("z=-1")]
    [InlineData("z=1.5")]
    [InlineData("z=1,z=2")]
    public void A_senseless_dims_value_is_a_usage_error(string text) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<FathomException>(() => DimsValue.Parse([text])).ExitCode);

    private static ClientSettings Connect(params string[] arguments) =>
        ClientOptions.Connecting(CommandLineParser.Parse(new ConnectCommand().Definition, new List<string>(arguments), ConfigurationSources.None));
}
