using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Fathom.Client.Tests.Overlays;

/// <summary>Samples that take a size for a place, or the world for the frame: none of them may compile.</summary>
public sealed class SwapSampleTests
{
    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Collections.Immutable.dll" or "fathom.dll" || Path.GetFileName(path).StartsWith("Fathom.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    [Theory]
    [InlineData("calibration.ToWorld(new PointPx(1, 2))")]
    [InlineData("calibration.ToPixel(new PointWorld(1, 2))")]
    [InlineData("VideoCalibration.FromScaleBar(new PointPx(1, 2), new PointPx(3, 4), 5, \"cm\", new SizePx(640, 480))")]
    [InlineData("new LandmarkPair(new PointPx(1, 2), new PointWorld(3, 4))")]
    [InlineData("new PixelIndex(1, 2).Centre == new PointPx(1.5, 2.5)")]
    public void What_is_meant_compiles(string expression) => Assert.Empty(Errors(expression));

    [Theory]
    [InlineData("calibration.ToWorld(new PointWorld(1, 2))")]
    [InlineData("calibration.ToPixel(new PointPx(1, 2))")]
    [InlineData("calibration.ToWorld(new PixelIndex(1, 2))")]
    [InlineData("VideoCalibration.FromScaleBar(new PointPx(1, 2), new PointWorld(3, 4), 5, \"cm\", new SizePx(640, 480))")]
    [InlineData("VideoCalibration.FromScale(1, \"cm\", new PointPx(640, 480))")]
    [InlineData("VideoCalibration.FromScale(1, \"cm\", new CropPx(0, 0, 640, 480))")]
    [InlineData("VideoCalibration.FromScale(1, \"cm\", new PixelIndex(640, 480))")]
    [InlineData("new LandmarkPair(new PointWorld(3, 4), new PointPx(1, 2))")]
    [InlineData("new LandmarkPair((1, 2), (3, 4))")]
    [InlineData("new PointPx(1, 2) == new PointWorld(1, 2)")]
    [InlineData("new WorldQuad(new PointPx(0, 0), new PointPx(1, 0), new PointPx(1, 1), new PointPx(0, 1))")]
    [InlineData("new SizePx(640.5, 480)")]
    public void What_is_swapped_does_not_compile(string expression)
    {
        Diagnostic[] errors = Errors(expression);

        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.True(error.Id is "CS1503" or "CS0019", error.ToString()));
    }

    private static Diagnostic[] Errors(string expression)
    {
        string source = $"using Fathom.Client.Overlays.Calibration; using Fathom.Decode.Local; using Fathom.Render;\nstatic class Sample {{ static object Of(VideoCalibration calibration) => {expression}; }}";

        // The name of an assembly that may see what is internal.
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Fathom.Client.Tests", [CSharpSyntaxTree.ParseText(source)], s_references.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.NotEmpty(s_references.Value);
        return errors;
    }
}
