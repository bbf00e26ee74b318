namespace Fathom.Render;

/// <summary>How a quad meets what was drawn before it.</summary>
public enum QuadBlend
{
    /// <summary>It covers what is below: result = below · (1 − alpha) + quad · alpha.</summary>
    Over = 0,

    /// <summary>It shines through from below, as if what was drawn before were a slide in front of it: result = below + quad · alpha · (1 − below),
    /// so that it shows where the picture is dark.</summary>
    Under,
}
