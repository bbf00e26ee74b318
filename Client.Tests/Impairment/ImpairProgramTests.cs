using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Fathom.Client.Tests.EndToEnd;
using Fathom.ImpairmentProxy;
using Fathom.ImpairmentProxy.Commands;
using Xunit;

namespace Fathom.Client.Tests.Impairment;

/// <summary>The program <c>fathom-impair</c>.</summary>
public sealed class ImpairProgramTests
{
    [Fact]
    public async Task It_says_where_it_listens_and_ends_with_its_input()
    {
        using Programs.RunningProgram program = Programs.Start(
            "fathom-impair", ["--to", "127.0.0.1:9", "--to", "localhost:10", "--net", "wifi,down=10", "--seed", "4", "--json", "--die-with-stdin"]);
        await program.UntilSaidAsync("forwards");
        using JsonDocument ready = JsonDocument.Parse(program.Output.Split('\n')[0]);

        Assert.Equal("ready", ready.RootElement.GetProperty("event").GetString());
        Assert.Equal("wifi,down=10", ready.RootElement.GetProperty("net").GetString());
        Assert.Equal(["127.0.0.1:9", "localhost:10"], ready.RootElement.GetProperty("forwards").EnumerateArray().Select(row => row.GetProperty("to").GetString()));
        foreach (JsonElement row in ready.RootElement.GetProperty("forwards").EnumerateArray())
        {
            using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await client.ConnectAsync(IPEndPoint.Parse(row.GetProperty("from").GetString()!));
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                // Somebody listened. Nothing is behind it, and that was told before this thread had looked.
            }
        }

        program.CloseInput();
        Assert.Equal(0, (await program.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData("--to is missing")]
    [InlineData("It is not HOST:PORT", "--to", "nowhere")]
    [InlineData("neither a preset nor a setting", "--to", "127.0.0.1:1", "--net", "fast")]
    [InlineData("'x' cannot be delay", "--to", "127.0.0.1:1", "--delay-ms", "x")]
    [InlineData("Each port to listen on", "--to", "127.0.0.1:1", "--listen", "1", "--listen", "2")]
    public async Task What_cannot_be_done_is_said(string why, params string[] arguments)
    {
        Programs.Outcome outcome = await Programs.RunAsync("fathom-impair", arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(why, outcome.Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_change_the_link_while_it_runs()
    {
        await using ImpairedLink link = await ImpairedLink.StartAsync(NetProfile.None, [new Forward("127.0.0.1", 9)]);

        Assert.Null(ImpairCommand.Obey(link, "net 4mbit,delay=3"));
        Assert.Equal((4, 3), (link.Profile.Down.Mbit, link.Profile.Up.DelayMs));
        Assert.Null(ImpairCommand.Obey(link, "refuse"));
        Assert.False(link.Accepting);
        Assert.Null(ImpairCommand.Obey(link, "accept"));
        Assert.True(link.Accepting);
        Assert.Null(ImpairCommand.Obey(link, "drop"));
        Assert.Contains("no order", ImpairCommand.Obey(link, "faster"), System.StringComparison.Ordinal);
        Assert.Contains("neither", ImpairCommand.Obey(link, "net fast"), System.StringComparison.Ordinal);
    }
}
