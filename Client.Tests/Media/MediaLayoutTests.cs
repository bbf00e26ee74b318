using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using Fathom.Decode.Native.FFmpeg;
using Xunit;

namespace Fathom.Client.Tests.Media;

public sealed class MediaLayoutTests
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    public static IEnumerable<object[]> Majors => [[59], [60], [61], [62]];

    [Theory]
    [MemberData(nameof(Majors))]
    public void The_table_says_what_the_headers_say(int major)
    {
        MediaLayout layout = MediaLayout.Known.Single(row => row.AvFormat == major);
        string[][] rows = Rows();
        int column = Array.IndexOf(rows[0], major.ToString(CultureInfo.InvariantCulture));

        string[] wrong = [.. rows.Skip(1)
            .Where(row => ValueOf(layout, row[0]) != int.Parse(row[column], CultureInfo.InvariantCulture))
            .Select(row => $"{row[1]}: {ValueOf(layout, row[0])} instead of {row[column]}")];

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_offset_of_the_table_is_compared()
    {
        var compared = Rows().Select(row => row[0]).ToHashSet();
        IEnumerable<string> offsets = typeof(MediaLayout).GetProperties(Members).Where(property => property.PropertyType == typeof(int)).Select(property => property.Name)
            .Concat(typeof(MediaLayout).GetFields(Members).Where(field => field.IsLiteral).Select(field => field.Name));

        Assert.DoesNotContain(offsets, name => name != nameof(MediaLayout.AvFormat) && !compared.Contains(name));
    }

    [SkippableFact]
    public void Every_check_holds_for_the_library_of_this_machine()
    {
        MediaFact.SkipWithoutFormats();

        Assert.Empty(AvLayoutCheck.Failures(MediaLayoutCheck.Run(MediaRuntime.Require().Layout)));
    }

    [SkippableTheory]
    [MemberData(nameof(Majors))]
    public void The_row_of_another_layout_is_noticed(int major)
    {
        MediaFact.SkipWithoutFormats();
        MediaLayout own = MediaRuntime.Require().Layout;
        MediaLayout other = MediaLayout.Known.Single(row => row.AvFormat == major);
        Skip.If(other with { AvFormat = own.AvFormat } == own, "Its structures lie as those in use.");

        Assert.NotEmpty(AvLayoutCheck.Failures(MediaLayoutCheck.Run(other)));
    }

    private static string[][] Rows() => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "ffmpeg-media-layout.csv"))
        .Where(line => !line.StartsWith('#')).Select(line => line.Split(','))];

    private static int ValueOf(MediaLayout layout, string member)
    {
        object? value = typeof(MediaLayout).GetProperty(member, Members)?.GetValue(layout) ?? typeof(MediaLayout).GetField(member, Members)?.GetRawConstantValue();
        return value is int offset ? offset : throw new InvalidDataException($"The layout has no member {member}.");
    }
}
