using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Fathom.Client.Tests.Render;
using Fathom.Render;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Hardware;

/// <summary>Import in a real window under Xvfb: only a context by EGL can do it, and it must look like an upload without a window.</summary>
public sealed class WindowImportTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task A_window_that_may_import_has_a_context_by_EGL_and_shows_the_surface()
    {
        using XvfbDisplay display = await WindowTests.StartDisplayAsync();
        string png = Path.Combine(Path.GetTempPath(), $"fathom-import-{Guid.NewGuid():N}.png");
        using Process child = WindowTests.StartChild(display, WindowImportChild.Verb, png);

        string line = await WindowTests.FinishAsync(child);

        output.WriteLine(line);
        Assert.StartsWith("EGL ", line, StringComparison.Ordinal);
        Skip.If(!File.Exists(png), line);
        CapturedImage shown = PngReader.Read(await File.ReadAllBytesAsync(png));
        File.Delete(png);
        using HeadlessSurface headless = HeadlessGl.Open(WindowImportChild.Width, WindowImportChild.Height);
        using GlRenderer renderer = HeadlessGl.Renderer(headless, RenderPath.Shader);
        using var picture = new LeasedPicture(WindowImportChild.Samples);
        picture.Draw(renderer, DrawOptions.Default);
        Assert.Equal(renderer.Capture().Rgba, shown.Rgba);
    }
}
