using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.House;

public sealed class PublicSurfaceTests
{
    [Theory]
    [InlineData("Fathom.Protocol")]
    [InlineData("Fathom.Decode")]
    [InlineData("Fathom.Render")]
    public void The_public_surface_is_the_one_that_was_agreed_on(string assembly)
    {
        var list = SourceTree.Path("docs", "api", assembly + ".txt");
        var agreed = File.Exists(list) ? File.ReadAllLines(list) : [];
        var actual = PublicSurface.Of(Assembly.Load(assembly));

        var added = actual.Except(agreed, StringComparer.Ordinal).Select(line => "+ " + line);
        var removed = agreed.Except(actual, StringComparer.Ordinal).Select(line => "- " + line);
        var difference = added.Concat(removed).ToArray();
        if (difference.Length > 0)
        {
            var proposal = SourceTree.Path("artifacts", "api", assembly + ".txt");
            Directory.CreateDirectory(Path.GetDirectoryName(proposal)!);
            File.WriteAllLines(proposal, actual);
            Assert.Fail(
                $"The public surface of {assembly} changed:{Environment.NewLine}{string.Join(Environment.NewLine, difference.Take(40))}{Environment.NewLine}"
                + $"If that is meant: cp artifacts/api/{assembly}.txt docs/api/{assembly}.txt");
        }
    }

    [Fact]
    public void The_list_shows_members_as_a_reader_needs_them()
    {
        var lines = PublicSurface.Of(typeof(ExitCode).Assembly);

        Assert.Contains("Fathom.Protocol.Errors.ExitCode.Interrupted = 130", lines);
        Assert.Contains(lines, line => line.StartsWith("Fathom.Protocol.Errors.FathomException.new(Fathom.Protocol.Errors.ExitCode exitCode, ", StringComparison.Ordinal));
    }
}
