using Fathom.Client.Processes;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Client;

public class SelfTestTests
{
    [Fact]
    public void The_servers_own_reason_and_remedy_are_passed_on_part_by_part()
    {
        var error = SelfTest.Explain("fathom-server: Cannot load FFmpeg.\n  why: None was found.\n  how: Install ffmpeg.\n", ExitCode.MissingLibrary);

        Assert.Equal(ExitCode.MissingLibrary, error.ExitCode);
        Assert.Equal("fathom-server: Cannot load FFmpeg. None was found.", error.Why);
        Assert.Equal("Install ffmpeg.", error.How);
    }

    [Theory]
    [InlineData("killed\nby somebody", "killed by somebody")]
    [InlineData("", "Exit code 1.")]
    public void Any_other_complaint_is_quoted_and_the_remedy_is_to_try_by_hand(string complaint, string why)
    {
        var error = SelfTest.Explain(complaint, ExitCode.Bug);

        Assert.Equal(why, error.Why);
        Assert.Contains("fathom-server selftest", error.How, System.StringComparison.Ordinal);
    }
}
