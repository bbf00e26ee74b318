namespace Fathom.Render;

/// <summary>How a decoded picture becomes pixels of the framebuffer.</summary>
public enum RenderPath
{
    /// <summary>Blit where GL is a software rasteriser, shader elsewhere.</summary>
    Automatic = 0,

    /// <summary>FFmpeg converts to RGBA on the CPU, GL only copies: nothing is shaded.</summary>
    Blit,

    /// <summary>The planes are uploaded as they are and one fragment shader converts.</summary>
    Shader,
}
