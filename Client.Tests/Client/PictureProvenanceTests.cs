using System;
using Fathom.Client.Hosting;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class PictureProvenanceTests
{
    [Theory]
    [InlineData("ws://127.0.0.1:8081", "ws://127.0.0.1:8081/")]
    [InlineData("wss://user:secret@host:444/path?token=abc#frag", "wss://host:444/path")]
    public void A_picture_names_its_server_without_secrets(string url, string expected)
        => Assert.Equal(expected, PictureProvenance.Public(new Uri(url)));
}
