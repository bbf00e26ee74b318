using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Bench.Pipeline;

/// <summary>The renderer's two ways from decoded planes to pixels, in turns with the same file: planes uploaded and a shader against conversion,
/// upload and blit.</summary>
/// <param name="Blit">Our run with the median time of that way.</param>
/// <param name="Shader">The same for the other.</param>
/// <param name="Ratios">The shader's median draw over the blit's, pair by pair.</param>
/// <param name="Chosen">What the renderer chooses here by itself, and why.</param>
internal sealed record PathComparison(PipelineResult Blit, PipelineResult Shader, IReadOnlyList<double> Ratios, string Chosen)
{
    /// <summary>The median ratio.</summary>
    public double Ratio => PairedRuns.Median(Ratios);

    /// <summary>Runs so many pairs on decoded planes in memory; every other one begins with the shader.</summary>
    public static PathComparison Measure(PipelineSettings settings, int pairs, TimeProvider time, Action<int, double> onPair, CancellationToken interrupt)
    {
        PipelineSettings onCpu = settings with { Decoder = DecoderWish.Software };
        string chosen;
        using (var automatic = new PipelineRun(onCpu with { Path = RenderPath.Automatic }, time, interrupt))
        {
            chosen = automatic.PathInUse;
        }

        using var blit = new PipelineRun(onCpu with { Path = RenderPath.Blit }, time, interrupt);
        using var shader = new PipelineRun(onCpu with { Path = RenderPath.Shader }, time, interrupt);
        var blits = new List<PipelineResult>();
        var shaders = new List<PipelineResult>();
        var ratios = new List<double>();
        for (int i = 0; i < pairs; i++)
        {
            if (i % 2 == 0)
            {
                blits.Add(blit.Run(interrupt));
                shaders.Add(shader.Run(interrupt));
            }
            else
            {
                shaders.Add(shader.Run(interrupt));
                blits.Add(blit.Run(interrupt));
            }

            interrupt.ThrowIfCancellationRequested();
            ratios.Add(shaders[^1].Draw.P50 / blits[^1].Draw.P50);
            onPair(i, ratios[^1]);
        }

        return new PathComparison(Middle(blits), Middle(shaders), ratios, chosen);
    }

    private static PipelineResult Middle(List<PipelineResult> results) => results.OrderBy(result => result.Draw.P50).ElementAt(results.Count / 2);
}
