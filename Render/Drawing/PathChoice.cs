using System;

namespace Fathom.Render;

/// <summary>Which path is taken, and why, in words for the user.</summary>
internal readonly record struct PathChoice(RenderPath Path, string Reason)
{
    private static readonly string[] s_software = ["llvmpipe", "softpipe", "swrast", "software rasterizer", "swiftshader", "basic render"];

    /// <summary>Chooses by what GL says of itself, unless the user chose.</summary>
    internal static PathChoice Make(RenderPath wanted, string glRenderer)
    {
        if (wanted != RenderPath.Automatic)
        {
            return new PathChoice(wanted, "as asked for");
        }

        foreach (string name in s_software)
        {
            if (glRenderer.Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return new PathChoice(RenderPath.Blit, $"{name} shades on the CPU, where copying is cheaper");
            }
        }

        return new PathChoice(RenderPath.Shader, $"{glRenderer} shades in hardware");
    }
}
