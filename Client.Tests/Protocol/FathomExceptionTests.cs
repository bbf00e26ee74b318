using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Protocol;

public sealed class FathomExceptionTests
{
    [Fact]
    public void Message_says_what_why_and_how_in_that_order()
    {
        var error = new FathomException(ExitCode.CannotConnect, "What.", "Why.", "How.");

        Assert.Equal("What. Why. How.", error.Message);
        Assert.Equal(3, (int)error.ExitCode);
    }
}
