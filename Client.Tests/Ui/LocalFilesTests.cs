using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Ui;
using Fathom.Protocol.Commands;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>The walk through the folders of this machine.</summary>
public sealed class LocalFilesTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
#pragma warning disable CA2213 // A listing that was given up may still wake.
    private readonly SemaphoreSlim _woken = new(0);
#pragma warning restore CA2213
    private readonly LocalFilesModel _files;
    private string? _chosen;

    public LocalFilesTests()
    {
        foreach (string name in (string[])["b.MP4", "a.csv", "list.json", "b.MP4.calibration.json", "notes.txt", ".hidden.mp4"])
        {
            File.WriteAllText(Path.Combine(_folder.Path, name), "x");
        }

        Directory.CreateDirectory(Path.Combine(_folder.Path, "deeper"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".secret"));
        _files = new LocalFilesModel(_folder.Path, _folder.Path, path => _chosen = path, () => _woken.Release());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folders_come_first_and_of_the_files_only_what_can_be_laid_over_a_scene()
    {
        await DoAsync(() => _files.List(null));

        Assert.Equal(["deeper", "a.csv", "b.MP4", "b.MP4.calibration.json", "list.json"], _files.Entries.Select(static entry => entry.Name));
        Assert.Equal([null, "tracks", "video", "calibration", "list"], _files.Entries.Select(_files.KindOf));
        Assert.Contains("b.MP4.calibration.json", _files.FactsOf(_files.Entries[2])!.What, StringComparison.Ordinal);
        Assert.Contains("Table", _files.FactsOf(_files.Entries[1])!.What, StringComparison.Ordinal);
        Assert.Empty(_files.Remark);
    }

    [Fact]
    public async Task A_walk_goes_down_up_and_back_and_stays_where_it_was()
    {
        await DoAsync(() => _files.List(null));
        await DoAsync(() => _files.Enter(_files.Entries[0]));
        Assert.Equal(Path.Combine(_folder.Path, "deeper"), _files.Path);
        await DoAsync(_files.Up);
        Assert.Equal(_folder.Path, _files.Path);
        await DoAsync(_files.Back);
        Assert.Equal(Path.Combine(_folder.Path, "deeper"), _files.Path);
        await DoAsync(() => _files.List(_files.Path));
        Assert.True(_files.CanGoBack);
    }

    [Fact]
    public async Task A_file_is_chosen_by_its_entry_and_by_a_path_that_is_typed()
    {
        await DoAsync(() => _files.List(null));
        await DoAsync(() => _files.Enter(_files.Entries[2]));
        Assert.Equal(Path.Combine(_folder.Path, "b.MP4"), _chosen);
        Assert.Equal(_chosen, _files.Loaded);
        await DoAsync(() => _files.GoOrLoad("a.csv"));
        Assert.Equal(Path.Combine(_folder.Path, "a.csv"), _chosen);
        Assert.Equal(_folder.Path, _files.Path);
    }

    [Fact]
    public async Task What_is_not_there_is_said_and_what_was_shown_stays()
    {
        await DoAsync(() => _files.List(null));
        DatasetEntry[] before = [.. _files.Entries];

        await DoAsync(() => _files.GoOrLoad("nowhere"));

        Assert.Contains("There is no", _files.Error, StringComparison.Ordinal);
        Assert.Equal(before, _files.Entries);
        Assert.Equal(_folder.Path, _files.Path);
    }

    [SkippableFact]
    public async Task A_folder_that_may_not_be_read_says_so()
    {
        Skip.If(Environment.UserName == "root", "needs a user for whom rights count");
        string closed = Path.Combine(_folder.Path, "deeper");
        if (OperatingSystem.IsWindows())
        {
            throw new SkipException("rights of another kind");
        }

        File.SetUnixFileMode(closed, UnixFileMode.None);
        try
        {
            await DoAsync(() => _files.GoOrLoad("deeper"));
            Assert.Contains("may not be read", _files.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [SkippableTheory]
    [InlineData("~", "/home/me")]
    [InlineData("~/a.mp4", "/home/me/a.mp4")]
    [InlineData(" a b.mp4 ", "/data/a b.mp4")]
    [InlineData("../x", "/x")]
    [InlineData("/y", "/y")]
    [InlineData("~you", "/data/~you")]
    public void A_typed_path_is_found_from_home_and_from_where_we_are(string typed, string path)
    {
        Skip.If(OperatingSystem.IsWindows(), "paths of another kind");
        Assert.Equal(path, LocalFilesModel.Resolve(typed, "/data", "/home/me"));
    }

    [Fact]
    public void A_huge_folder_is_cut_off_and_what_can_be_opened_is_kept()
    {
        LocalFolder folder = LocalFolder.Read(_folder.Path, static () => false, mostEntries: 4);
        Assert.True(folder.LeftOut);
        Assert.Equal(4, folder.Entries.Length);
        Assert.All(folder.Entries, static entry => Assert.False(entry.IsDirectory));

        Assert.True(LocalFolder.Read(_folder.Path, static () => false, mostNames: 2).LeftOut);
        Assert.Empty(LocalFolder.Read(_folder.Path, static () => true).Entries);
    }

    [Fact]
    public async Task Only_the_last_of_several_requests_is_answered()
    {
        _files.List(null);
        await DoAsync(() => _files.GoOrLoad("deeper"));
        await WaitAsync();
        Assert.Equal(Path.Combine(_folder.Path, "deeper"), _files.Path);
        Assert.Null(_files.Busy);
    }

    private async Task DoAsync(Action what)
    {
        what();
        Assert.NotNull(_files.Busy);
        await WaitAsync();
    }

    private async Task WaitAsync()
    {
        while (_files.Busy is not null)
        {
            Assert.True(await _woken.WaitAsync(s_patience), "No answer came.");
            _files.Drain();
        }
    }
}
