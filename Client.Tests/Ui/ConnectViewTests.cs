using System;
using System.IO;
using System.Linq;
using Fathom.Client.Ui;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Choosing a server, and remembering those that were used.</summary>
public sealed class ConnectViewTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-recent-").FullName;
    private readonly FakeCanvas _canvas = new();

    private string Path => System.IO.Path.Combine(_folder, "deep", "recent.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_last_server_stands_first_and_only_once()
    {
        var recent = new RecentServers(Path);
        foreach (string url in (string[])["ws://a:1", "ws://b:1", "ws://a:1"])
        {
            recent.Add(new RecentServer(url, null));
        }

        Assert.Equal(["ws://a:1", "ws://b:1"], new RecentServers(Path).Servers.Select(static server => server.Url));
    }

    [Fact]
    public void No_more_than_eight_are_kept()
    {
        var recent = new RecentServers(Path);
        for (int i = 0; i < 20; i++)
        {
            recent.Add(new RecentServer($"ws://h:{i}", "ws://h:9"));
        }

        Assert.Equal(8, new RecentServers(Path).Servers.Count);
        Assert.Equal(new RecentServer("ws://h:19", "ws://h:9"), new RecentServers(Path).Servers[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"servers\":3}")]
    [InlineData("{\"servers\":[{\"url\":7}]}")]
    public void A_broken_file_is_as_good_as_none(string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, text);
        Assert.Empty(new RecentServers(Path).Servers);
    }

    [Fact]
    public void A_click_on_a_server_that_was_used_chooses_it()
    {
        var recent = new RecentServers(Path);
        recent.Add(new RecentServer("ws://a:1", null));
        recent.Add(new RecentServer("ws://b:1", null));
        var view = new ConnectView(recent, UiTheme.Dark);
        Run(view, default);
        Assert.True(view.Gui.TryFind(new UiId("connect.recent", 1), out ShapeRect place));
        Run(view, new InputEvent { Kind = InputKind.MouseDown, X = place.CenterX, Y = place.CenterY });
        Run(view, new InputEvent { Kind = InputKind.MouseUp, X = place.CenterX, Y = place.CenterY });
        Assert.Equal("ws://a:1", view.Chosen?.Url);
    }

    [Fact]
    public void An_address_is_typed_and_entered()
    {
        var view = new ConnectView(new RecentServers(Path), UiTheme.Light);
        view.Gui.Focus = new UiId("connect.address");
        Run(view, default);
        foreach (char sign in "host:9000")
        {
            Run(view, new InputEvent { Kind = InputKind.Text, Character = sign });
        }

        Run(view, new InputEvent { Kind = InputKind.KeyDown, Key = Key.Enter });
        Assert.Equal("host:9000", view.Chosen?.Url);
    }

    [Fact]
    public void The_address_has_the_keyboard_at_once_and_a_wrong_one_keeps_it_with_its_text()
    {
        var view = new ConnectView(new RecentServers(Path), UiTheme.Light);
        Run(view, default);
        Assert.Equal(new UiId("connect.address"), view.Gui.Focus);
        foreach (char sign in "ftp://x")
        {
            Run(view, new InputEvent { Kind = InputKind.Text, Character = sign });
        }

        Run(view, new InputEvent { Kind = InputKind.KeyDown, Key = Key.Enter });
        Run(view, default);
        Assert.Equal(("ftp://x", true), (view.Gui.Edit.Text.ToString(), view.Gui.Edit.IsRefused));
        foreach (char sign in "host:1")
        {
            Run(view, new InputEvent { Kind = InputKind.Text, Character = sign });
        }

        Run(view, new InputEvent { Kind = InputKind.KeyDown, Key = Key.Enter });
        Assert.Equal("host:1", view.Chosen?.Url);
    }

    [Fact]
    public void Another_server_does_not_get_the_video_of_the_one_before()
    {
        var recent = new RecentServers(Path);
        recent.Add(new RecentServer("ws://a:1", "ws://a:7"));
        var view = new ConnectView(recent, UiTheme.Dark);
        view.Gui.Focus = new UiId("connect.address");
        Run(view, default);
        foreach (char sign in "ws://b:2")
        {
            Run(view, new InputEvent { Kind = InputKind.Text, Character = sign });
        }

        Run(view, new InputEvent { Kind = InputKind.KeyDown, Key = Key.Enter });

        Assert.Equal(new RecentServer("ws://b:2", null), view.Chosen);
    }

    [Fact]
    public void What_is_no_address_is_said_and_not_chosen()
    {
        var view = new ConnectView(new RecentServers(Path), UiTheme.Light);
        view.Gui.Focus = new UiId("connect.address");
        Run(view, default);
        foreach (char sign in "ftp://x")
        {
            Run(view, new InputEvent { Kind = InputKind.Text, Character = sign });
        }

        Run(view, new InputEvent { Kind = InputKind.KeyDown, Key = Key.Enter });
        Run(view, default);
        Assert.Null(view.Chosen);
        Assert.Contains(_canvas.Texts, static text => text.StartsWith("'ftp://x'", StringComparison.Ordinal));
    }

    private void Run(ConnectView view, in InputEvent input) => view.Pass(_canvas, 900, 700, 1, 0, input);
}
