using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using Fathom.Decode.Native.FFmpeg;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class AvLayoutTests
{
    public static IEnumerable<object[]> Majors => [[59], [60], [61], [62]];

    [Theory]
    [MemberData(nameof(Majors))]
    public void The_table_says_what_the_headers_say(int major)
    {
        AvLayout layout = AvLayout.Known.Single(row => row.Version.AvCodec == major);
        string[][] rows = Rows();
        int column = Array.IndexOf(rows[0], major.ToString(CultureInfo.InvariantCulture));

        string[] wrong = rows.Skip(1)
            .Where(row => ValueOf(layout, row[0]) != int.Parse(row[column], CultureInfo.InvariantCulture))
            .Select(row => $"{row[1]}: {ValueOf(layout, row[0])} instead of {row[column]}").ToArray();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_offset_of_the_table_is_compared()
    {
        var compared = Rows().Select(row => row[0]).ToHashSet();

        string[] missing = typeof(AvLayout).GetProperties(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(property => property.PropertyType == typeof(int) && !compared.Contains(property.Name)).Select(property => property.Name).ToArray();

        Assert.Empty(missing);
    }

    [Fact]
    public void Majors_of_one_release_belong_together()
        => Assert.All(AvVersion.Known, version =>
        {
            Assert.Equal(version.AvCodec - 2, version.AvUtil);
            Assert.Equal(version.AvCodec - 53, version.SwScale);
            Assert.Equal(version.AvCodec, version.AvFormat);
        });

    [SkippableFact]
    public void Every_check_holds_for_the_library_of_this_machine()
    {
        FFmpegFact.SkipWithoutFFmpeg();

        Assert.Empty(AvLayoutCheck.Failures(FFmpegRuntime.Require().Canaries));
        Assert.True(FFmpegRuntime.Require().Canaries.Count > 40);
    }

    [SkippableTheory]
    [MemberData(nameof(Majors))]
    public void The_row_of_another_major_is_noticed(int major)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        FFmpegRuntime runtime = FFmpegRuntime.Require();
        Skip.If(major == runtime.Version.AvCodec, "This is the major in use.");
        AvLayout other = AvLayout.Known.Single(row => row.Version.AvCodec == major);

        string failures = AvLayoutCheck.Failures(AvLayoutCheck.Run(other, runtime.AvCodec));

        Assert.NotEmpty(failures);
    }

    private static string[][] Rows() => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "ffmpeg-layout.csv"))
        .Where(line => !line.StartsWith('#')).Select(line => line.Split(','))];

    private static int ValueOf(AvLayout layout, string member)
    {
        const BindingFlags Flags = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;
        object? value = typeof(AvLayout).GetProperty(member, Flags)?.GetValue(layout) ?? typeof(AvLayout).GetField(member, Flags)?.GetRawConstantValue();
        return value is int offset ? offset : throw new InvalidDataException($"The layout has no member {member}.");
    }
}
