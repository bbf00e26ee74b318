using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

public sealed class PathChoiceTests
{
    [Theory]
    [InlineData("llvmpipe (LLVM 15.0.6, 256 bits)", RenderPath.Blit)]
    [InlineData("softpipe", RenderPath.Blit)]
    [InlineData("Software Rasterizer", RenderPath.Blit)]
    [InlineData("NVIDIA H200/PCIe/SSE2", RenderPath.Shader)]
    [InlineData("Mesa Intel(R) UHD Graphics 620 (KBL GT2)", RenderPath.Shader)]
    public void Software_gl_copies_and_hardware_shades(string renderer, RenderPath path)
    {
        PathChoice choice = PathChoice.Make(RenderPath.Automatic, renderer);

        Assert.Equal(path, choice.Path);
        Assert.NotEmpty(choice.Reason);
    }

    [Fact]
    public void What_the_user_asks_for_wins()
        => Assert.Equal(new PathChoice(RenderPath.Shader, "as asked for"), PathChoice.Make(RenderPath.Shader, "llvmpipe"));
}
