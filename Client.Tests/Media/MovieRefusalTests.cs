using System;
using System.IO;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Media;

public sealed class MovieRefusalTests
{
    [Theory]
    [InlineData(641, 480, "640x480")]
    [InlineData(640, 481, "640x480")]
    [InlineData(8, 480, "16 to 16384")]
    [InlineData(640, 20000, "16 to 16384")]
    public void A_size_that_cannot_be_encoded_is_refused_before_anything_begins(int width, int height, string hint)
    {
        MovieSettings settings = NumberedMovie.Settings() with { Width = width, Height = height };

        FathomException error = Assert.Throws<FathomException>(() => settings.Check("movie.mp4"));

        Assert.Contains(hint, error.Why + error.How, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_qualities_and_texts_have_bounds()
    {
        MovieSettings settings = NumberedMovie.Settings();

        Assert.Throws<FathomException>(() => (settings with { Rate = default }).Check("a"));
        Assert.Throws<FathomException>(() => (settings with { Rate = new MovieRate(1001) }).Check("a"));
        Assert.Throws<FathomException>(() => (settings with { Crf = double.NaN }).Check("a"));
        Assert.Throws<FathomException>(() => (settings with { Crf = 52 }).Check("a"));
        Assert.Throws<FathomException>(() => (settings with { Metadata = new MovieMetadata { Comment = new string('x', MovieMetadata.LongestComment + 1) } }).Check("a"));
        Assert.Throws<FathomException>(() => (settings with { Metadata = new MovieMetadata { Title = "a\0b" } }).Check("a"));
    }

    [Theory]
    [InlineData("20", 20, 1)]
    [InlineData("29.97", 2997, 100)]
    [InlineData("0.5", 1, 2)]
    [InlineData("30000/1001", 30000, 1001)]
    [InlineData("60/2", 30, 1)]
    public void A_rate_is_read_as_the_fraction_that_it_is(string text, int numerator, int denominator)
    {
        Assert.True(MovieRate.TryParse(text, out MovieRate rate));
        Assert.Equal(new MovieRate(numerator, denominator), rate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1/0")]
    [InlineData("1001")]
    [InlineData("1/3601")]
    [InlineData("99999999999999999999")]
    [InlineData("NaN")]
    [InlineData("0.0000001")]
    public void What_is_no_rate_is_not_read(string text) => Assert.False(MovieRate.TryParse(text, out _));

    [SkippableFact]
    public void A_missing_folder_a_folder_and_an_unknown_preset_are_told()
    {
        MediaFact.SkipWithoutFormats();
        using var folder = new TemporaryFolder();

        FathomException missing = Assert.Throws<FathomException>(() => MovieWriter.Create(folder["no/movie.mp4"], NumberedMovie.Settings()));
        FathomException isFolder = Assert.Throws<FathomException>(() => MovieWriter.Create(folder.Path, NumberedMovie.Settings()));
        FathomException preset = Assert.Throws<FathomException>(() => MovieWriter.Create(folder["movie.mp4"], NumberedMovie.Settings(preset: "quick")));

        Assert.Contains("no folder", missing.Why, StringComparison.Ordinal);
        Assert.Contains("is a folder", isFolder.Why, StringComparison.Ordinal);
        Assert.Contains("quick", preset.Why, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [SkippableFact]
    public void A_movie_without_frames_is_refused()
    {
        MediaFact.SkipWithoutFormats();
        using var folder = new TemporaryFolder();
        using var writer = MovieWriter.Create(folder["movie.mp4"], NumberedMovie.Settings());

        FathomException error = Assert.Throws<FathomException>(writer.Finish);

        Assert.Contains("no frames", error.Why, StringComparison.Ordinal);
    }
}
