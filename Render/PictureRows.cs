namespace Fathom.Render;

/// <summary>Which row of a decoded picture comes first in memory.</summary>
public enum PictureRows
{
    /// <summary>The lowest, as GL reads framebuffers: what the servers send.</summary>
    BottomUp = 0,

    /// <summary>The topmost, as in ordinary movies.</summary>
    TopDown,
}
