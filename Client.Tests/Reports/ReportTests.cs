using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;
using Xunit;

namespace Fathom.Client.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void Percentiles_are_taken_by_nearest_rank()
    {
        var values = Enumerable.Range(1, 100).Select(i => (double)i).Reverse().ToArray();

        var distribution = Distribution.FromValues(values);

        Assert.Equal(new Distribution(50, 95, 99, 100), distribution);
        Assert.Equal(default, Distribution.FromValues([]));
        Assert.Equal(new Distribution(7, 7, 7, 1), Distribution.FromValues([7.0]));
    }

    [Fact]
    public void A_report_is_one_object_that_names_its_schema_first()
    {
        using var stream = new MemoryStream();

        JsonReport.Write(stream, "fathom.test/1", json => new Distribution(1, 2, 3, 4).Write(json, "gap_ms"));

        using var document = JsonDocument.Parse(stream.ToArray());
        Assert.Equal("schema", document.RootElement.EnumerateObject().First().Name);
        Assert.Equal(4, document.RootElement.GetProperty("gap_ms").GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task The_boundary_turns_errors_into_messages_and_exit_codes()
    {
        using var stderr = new StringWriter();

        Assert.Equal(0, ProgramBoundary.Run("p", stderr, () => ExitCode.Ok));
        Assert.Equal(4, ProgramBoundary.Run("p", stderr, () => throw new FathomException(ExitCode.MissingLibrary, "W.", "Y.", "H.")));
        Assert.Equal(130, await ProgramBoundary.RunAsync("p", stderr, () => Task.FromCanceled<ExitCode>(new(true))));
        Assert.Equal(1, await ProgramBoundary.RunAsync("p", stderr, () => throw new InvalidOperationException("boom")));

        var text = stderr.ToString();
        Assert.Contains("p: W." + Environment.NewLine + "  why: Y." + Environment.NewLine + "  how: H.", text, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: boom", text, StringComparison.Ordinal);
    }
}
