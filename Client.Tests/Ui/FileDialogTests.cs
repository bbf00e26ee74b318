using System.IO;
using System.Threading.Tasks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Client.Ui;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Opening a dataset of the server from the window.</summary>
public sealed class FileDialogTests
{
    [SkippableFact]
    public async Task A_dataset_is_found_opened_and_shown_and_errors_are_said()
    {
        using var folder = new TemporaryFolder();
        string root = Path.Combine(folder.Path, "root");
        TinyZarr.Write(Path.Combine(root, "deeper", "a.zarr"), new TinyZarrArray { Version = 2, Shape = [6, 40, 50], Chunks = [2, 20, 25], Type = "uint8" });
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Root = root });
        await using UiSession session = await UiSession.StartAsync(server, 1000, 600);

        await session.PressAsync(Key.O, KeyModifiers.Control);
        await session.ClickAsync(await session.FindAsync("files.entry"));
        await session.ClickAsync(await session.FindAsync("files.open"));
        await session.UntilAsync(() => session.Ui.Files is { Busy: null, Path: { } path } && path.EndsWith("deeper", System.StringComparison.Ordinal), "the folder below");
        Assert.True(await session.AskAsync(() => session.Ui.Files.CanGoBack));

        await session.ClickAsync(await session.FindAsync("files.path"));
        await session.SendAsync(new InputEvent { Kind = InputKind.KeyDown, Key = Key.End }, new InputEvent { Kind = InputKind.Text, Character = 'x' }, new InputEvent { Kind = InputKind.KeyDown, Key = Key.Enter });
        await session.UntilAsync(() => session.Ui.Files is { Busy: null, Error: not null }, "the server's refusal");
        await session.UntilAsync(() => session.Ui.Main.Gui.Focus == new UiId("files.path") && session.Ui.Main.Gui.Edit.Text is [.., 'e', 'r', 'x'], "the path that failed, in its field");

        await session.ClickAsync(await session.FindAsync("files.entry"));
        string dataset = await session.AskAsync(() => session.Ui.Files.Entries[0].Path);
        await session.UntilAsync(() => session.Ui.Files.FactsOf(dataset) is { What: var what } && what.Contains("uint8", System.StringComparison.Ordinal), "what it is, before it is opened");
        await session.PressAsync(Key.Enter);
        await session.UntilAsync(() => session.State.Dims!.LevelShapes[0].Length == 3 && session.Ui.Main.Gui.Popup.IsNone, "the axes of the other dataset");
        await session.UntilAsync(() => session.State.Shown.Info.View.AxisCount == 3, "its picture");
        Assert.EndsWith("a.zarr", session.State.View.Scene.SourcePath, System.StringComparison.Ordinal);

        // What a stalled renderer is offered: the same dataset once more, and a word about it.
        await session.PressAsync(Key.F5);
        await session.UntilAsync(() => session.Ui.Main.Notices.Text is { } said && said.EndsWith("a.zarr is loaded.", System.StringComparison.Ordinal), "a word about the dataset that was loaded again");
    }
}
