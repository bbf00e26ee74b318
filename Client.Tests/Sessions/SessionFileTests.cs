using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using Fathom.Client.Commands;
using Fathom.Client.Sessions;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Sessions;

public sealed class SessionFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_come_back_as_the_same_bits_and_what_is_unknown_stays()
    {
        const string Text = """{"format": "fathom.session", "version": 1, "position": [0.1, 1e300, -3], "slab": {"projection": "max"}, "later": {"a": [true, null, "µ"]}}""";
        SessionFile read = SessionFile.Parse("s.json", Encoding.UTF8.GetBytes(Text));

        new SessionFile(_folder["s.json"], read.With(MapValue.Of(("format", SessionFile.Format), ("version", 1), ("position", new double[] { Math.PI, 2 }))).Content).Write();
        SessionFile again = SessionFile.TryRead(_folder["s.json"])!;

        Assert.Equal(MapValue.Of(("a", ListValue.Of(true, StateValue.Null, "µ"))), again.Content["later"]);
        Assert.Equal(ListValue.Of(Math.PI, 2), again.Content["position"]);
        Assert.Null(again.Content["slab"]);
        Assert.Equal(["s.json"], Array.ConvertAll(Directory.GetFiles(_folder.Path), static path => Path.GetFileName(path)));
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_stays_as_it_was_and_nothing_is_left_beside_it()
    {
        Directory.CreateDirectory(_folder["taken"]);

        Assert.Throws<FathomException>(() => new SessionFile(_folder["taken"], MapValue.Empty).Write());

        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.True(Directory.Exists(_folder["taken"]));
    }

    [Theory]
    [InlineData("{", "line")]
    [InlineData("[1]", "object")]
    [InlineData("{\"format\": \"other\", \"version\": 1}", "format")]
    [InlineData("{\"format\": \"fathom.session\", \"version\": 2}", "version")]
    public void What_is_no_session_is_refused_with_the_reason(string text, string why)
    {
        var error = Assert.Throws<FathomException>(() => SessionFile.Parse("s.json", Encoding.UTF8.GetBytes(text)));

        Assert.Contains(why, error.Why, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public void No_name_password_or_token_is_saved() => Assert.Equal(
        "ws://host:8082/pixel", SessionSnapshot.WithoutCredentials(new Uri("ws://me:secret@host:8082/pixel?token=abc#x")));

    [Fact]
    public void A_file_that_is_not_there_yet_is_no_error() => Assert.Null(SessionFile.TryRead(_folder["new.json"]));

    [Fact]
    public void A_token_that_lies_about_is_not_sent_where_a_file_leads()
    {
        File.WriteAllText(_folder["s.json"], """{"format": "fathom.session", "version": 1, "server": {"url": "wss://somewhere.example:8081"}}""");
        var environment = new ConfigurationSources(
            static name => name == "FATHOM_TOKEN" ? "a-token-of-some-length-1234567890" : null, new Dictionary<string, IReadOnlyList<string>>(), string.Empty);
        using var output = new MemoryStream();
        using var said = new StringWriter();
        var context = new CommandContext(output, said, environment, TimeProvider.System, CancellationToken.None);

        var error = Assert.Throws<FathomException>(() => new CommandTable().Run(["connect", "--session", _folder["s.json"], "--headless", "--seconds", "1"], context));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("somewhere.example:8081", error.What, StringComparison.Ordinal);
    }
}
