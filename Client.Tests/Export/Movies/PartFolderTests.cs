using System;
using System.IO;
using System.Linq;
using Fathom.Client.Export.Parts;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

public sealed class PartFolderTests : IDisposable
{
    private static readonly MapValue s_plan = MapValue.Of(("size", "32x32"), ("frames", "0:9"));

    private readonly TemporaryFolder _temporary = new();

    private string Folder => _temporary["out.parts"];

    [Fact]
    public void Finished_parts_are_listed_when_the_folder_is_opened_again()
    {
        using (PartFolder folder = Open())
        {
            Finish(folder, 2);
            Finish(folder, 0);
        }

        using PartFolder again = Open();

        Assert.Equal([0, 2], again.Listed.Select(static part => part.Index));
        Assert.True(File.Exists(again.PathOf(2)));
        Assert.False(File.Exists(again.UnfinishedOf(2)));
    }

    [Fact]
    public void Another_plan_is_refused_with_what_differs_and_the_parts_stay()
    {
        using (PartFolder folder = Open())
        {
            Finish(folder, 0);
        }

        FathomException refusal = Assert.Throws<FathomException>(() => PartFolder.Open(Folder, s_plan.With("size", "64x64"), ".mp4", restart: false));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Contains("size was 32x32 and is 64x64", refusal.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("frames", refusal.Why, StringComparison.Ordinal);
        Assert.Contains("--restart", refusal.How, StringComparison.Ordinal);
        using PartFolder again = Open();
        Assert.Single(again.Listed);
    }

    [Fact]
    public void A_restart_throws_away_what_is_ours_and_nothing_else()
    {
        using (PartFolder folder = Open())
        {
            Finish(folder, 0);
        }

        File.WriteAllText(Path.Combine(Folder, "notes.txt"), "mine");

        using (var anew = PartFolder.Open(Folder, s_plan.With("size", "64x64"), ".mp4", restart: true))
        {
            Assert.Empty(anew.Listed);
            Assert.False(File.Exists(anew.PathOf(0)));
            anew.RemoveAll();
        }

        Assert.Equal(["notes.txt"], Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_of_somebody_else_is_left_alone()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "thesis.txt"), "mine");

        FathomException refusal = Assert.Throws<FathomException>(Open);

        Assert.Contains("thesis.txt", refusal.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"schema\":\"fathom.export-parts/99\",\"plan\":{}}")]
    [InlineData("{\"schema\":\"fathom.export-parts/1\",\"plan\":7}")]
    [InlineData("{\"schema\":\"fathom.export-parts/1\"}")]
    [InlineData("{\"schema\":\"\\ud800\"}")]
    [InlineData("{\"schema\":\"fathom.export-parts/1\",\"plan\":{\"size\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}")]
    public void A_plan_that_is_none_is_refused_and_can_be_begun_anew(string manifest)
    {
        Open().Dispose();
        File.WriteAllText(Path.Combine(Folder, "manifest.json"), manifest);

        FathomException refusal = Assert.Throws<FathomException>(Open);

        Assert.Contains("--restart", refusal.How, StringComparison.Ordinal);
        Assert.Null(PartFolder.Peek(Folder)?["size"]);
        PartFolder.Open(Folder, s_plan, ".mp4", restart: true).Dispose();
        Open().Dispose();
    }

    [Fact]
    public void A_plan_of_gigabytes_is_not_read()
    {
        Open().Dispose();
        using (FileStream file = File.OpenWrite(Path.Combine(Folder, "manifest.json")))
        {
            file.SetLength(5L << 30);
        }

        Assert.Throws<FathomException>(Open);
    }

    [Fact]
    public void Lines_that_say_nothing_true_are_passed_over_and_one_that_was_cut_off_takes_no_other_with_it()
    {
        using (PartFolder folder = Open())
        {
            Finish(folder, 1);
        }

        string list = Path.Combine(Folder, "finished.jsonl");
        File.AppendAllText(list, "{\"part\":-1,\"bytes\":1,\"sha256\":\"\"}\nnonsense\n{\"part\":1e300}\n[]\n{\"part\":3,\"by");
        using (PartFolder folder = Open())
        {
            Assert.Single(folder.Listed);
            Finish(folder, 2);
        }

        using PartFolder again = Open();
        Assert.Equal([1, 2], again.Listed.Select(static part => part.Index));
    }

    [Fact]
    public void Two_exports_do_not_work_on_one_folder()
    {
        using PartFolder first = Open();

        FathomException refusal = Assert.Throws<FathomException>(Open);

        Assert.Contains("Another export", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        File.WriteAllText(_temporary["file"], "");

        FathomException refusal = Assert.Throws<FathomException>(() => PartFolder.Open(_temporary["file/out.parts"], s_plan, ".mp4", restart: false));

        Assert.Contains("-o", refusal.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_known_by_its_size_its_time_and_its_ends()
    {
        string path = _temporary["video.mp4"];
        File.WriteAllBytes(path, new byte[200_000]);
        MapValue mark = FileMark.Of(path);
        DateTime written = File.GetLastWriteTimeUtc(path);

        Assert.True(mark.MeansSameAs(FileMark.Of(path)));
        File.SetLastWriteTimeUtc(path, written.AddSeconds(1));
        Assert.False(mark.MeansSameAs(FileMark.Of(path)));
        byte[] other = new byte[200_000];
        other[^1] = 1;
        File.WriteAllBytes(path, other);
        File.SetLastWriteTimeUtc(path, written);
        Assert.False(mark.MeansSameAs(FileMark.Of(path)));
        File.Delete(path);
        Assert.Equal(ExitCode.Usage, Assert.Throws<FathomException>(() => FileMark.Of(path)).ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/shot-%03d.png")]
    [InlineData("/shot-*.png")]
    public void Images_that_are_one_video_are_known_by_all_of_their_names_sizes_and_times(string pattern)
    {
        Directory.CreateDirectory(_temporary["shots"]);
        foreach (string name in (string[])["shot-001.png", "shot-002.png"])
        {
            File.WriteAllText(_temporary["shots/" + name], name);
        }

        string path = _temporary["shots" + pattern];
        MapValue mark = FileMark.Of(path);

        Assert.True(mark.MeansSameAs(FileMark.Of(path)));
        File.WriteAllText(_temporary["shots/shot-002.png"], "another one");
        Assert.False(mark.MeansSameAs(FileMark.Of(path)));
    }

    public void Dispose() => _temporary.Dispose();

    private static void Finish(PartFolder folder, int part)
    {
        File.WriteAllText(folder.UnfinishedOf(part), "part");
        folder.Finish(new FinishedPart(part, 4, FileMark.ChecksumOf(folder.UnfinishedOf(part))));
    }

    private PartFolder Open() => PartFolder.Open(Folder, s_plan, ".mp4", restart: false);
}
