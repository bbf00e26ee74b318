using System;
using System.IO;
using System.Net;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Commands;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class AccessTests
{
    private const string Token = "a token of some length";

    [Theory]
    [InlineData(null, "127.0.0.1:8081", true)]
    [InlineData("http://127.0.0.1:8081", "127.0.0.1:8081", true)]
    [InlineData("http://localhost:8081", "localhost:8081", true)]
    [InlineData("http://127.0.0.1:8081", "127.0.0.1:9000", false)]
    [InlineData("http://evil.example", "evil.example", false)]
    [InlineData("null", "127.0.0.1:8081", false)]
    public void Only_pages_of_this_very_address_may_connect(string? origin, string host, bool welcome)
    {
        Assert.Equal(welcome, new AccessPolicy(null).Refusal(origin, host, null) is null);
    }

    [Theory]
    [InlineData("Bearer " + Token, true)]
    [InlineData("bearer " + Token, true)]
    [InlineData("Bearer " + Token + "x", false)]
    [InlineData(Token, false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_the_bearer_of_the_token_is_let_in(string? authorization, bool welcome)
    {
        Assert.Equal(welcome, new AccessPolicy(Token).Refusal(null, "127.0.0.1", authorization) is null);
    }

    [Fact]
    public void Beyond_loopback_a_token_and_a_word_about_plaintext_are_required()
    {
        ServeOptions.CheckExposure(IPAddress.IPv6Loopback, null, false);
        ServeOptions.CheckExposure(IPAddress.Any, Token, true);

        FathomException noToken = Assert.Throws<FathomException>(() => ServeOptions.CheckExposure(IPAddress.Any, null, true));
        FathomException plaintext = Assert.Throws<FathomException>(() => ServeOptions.CheckExposure(IPAddress.Any, Token, false));
        Assert.Contains("--token-file", noToken.How, StringComparison.Ordinal);
        Assert.Contains("--allow-plaintext", plaintext.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_read_from_its_file_and_a_short_one_is_refused()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Token + "\n");
            Assert.Equal(Token, Parse("--token-file", file).Token);
            File.WriteAllText(file, "short");
            FathomException error = Assert.Throws<FathomException>(() => Parse("--token-file", file));
            Assert.DoesNotContain("short.", error.Why, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_played_axis_steps_at_the_picture_rate_unless_told_otherwise()
    {
        Assert.Equal(24, Parse("--fps", "24", "--play", "t").PlayStepsPerSecond);
        Assert.Equal(5, Parse("--fps", "24", "--play", "t", "--play-fps", "5").PlayStepsPerSecond);
        Assert.Equal(IPAddress.Loopback, Parse("--host", "localhost").Address);
        Assert.Throws<FathomException>(() => Parse("--host", "myhost.example"));
    }

    [SkippableFact]
    public async Task One_client_too_many_is_told_so()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { MaxClients = 1 });
        await using ServerClient first = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        WebSocketException error = await Assert.ThrowsAsync<WebSocketException>(() => ServerClient.ConnectAsync(server.StateUrl));

        Assert.Contains("503", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9001, "--port", "9000")]
    [InlineData(8082)]
    [InlineData(0, "--port", "0")]
    [InlineData(7, "--port", "9000", "--pixel-port", "7")]
    public void Pixels_are_at_the_next_port_unless_said_otherwise(int expected, params string[] arguments) =>
        Assert.Equal(expected, Parse(arguments).PixelPort);

    private static ServerOptions Parse(params string[] arguments) =>
        ServeOptions.From(CommandLineParser.Parse(ServerCommands.Serve, arguments, ConfigurationSources.None));
}
