namespace Fathom.Render.Native.OpenGL;

#pragma warning disable CS1591 // Meaning and names are GL's.
/// <content>Textures.</content>
public sealed unsafe partial class GL
{
    private readonly delegate* unmanaged<uint, void> _glActiveTexture;
    private readonly delegate* unmanaged<uint, uint, void> _glBindTexture;
    private readonly delegate* unmanaged<uint, int, uint, uint, uint, int, uint, uint, void*, void> _glTexImage2D;
    private readonly delegate* unmanaged<uint, int, int, int, uint, uint, uint, uint, void*, void> _glTexSubImage2D;
    private readonly delegate* unmanaged<uint, uint, int, void> _glTexParameteri;
    private readonly delegate* unmanaged<uint, void> _glGenerateMipmap;
    private readonly delegate* unmanaged<int, uint*, void> _glGenTextures;
    private readonly delegate* unmanaged<int, uint*, void> _glDeleteTextures;

    public void ActiveTexture(TextureUnit texture) => _glActiveTexture((uint)texture);

    public void BindTexture(TextureTarget target, uint texture) => _glBindTexture((uint)target, texture);

    public void TexImage2D(TextureTarget target, int level, InternalFormat internalformat, uint width, uint height, int border, PixelFormat format, PixelType type, void* pixels)
        => _glTexImage2D((uint)target, level, (uint)internalformat, width, height, border, (uint)format, (uint)type, pixels);

    public void TexSubImage2D(TextureTarget target, int level, int xoffset, int yoffset, uint width, uint height, PixelFormat format, PixelType type, void* pixels)
        => _glTexSubImage2D((uint)target, level, xoffset, yoffset, width, height, (uint)format, (uint)type, pixels);

    public void TexParameter(TextureTarget target, TextureParameterName pname, int param)
        => _glTexParameteri((uint)target, (uint)pname, param);

    public void GenerateMipmap(TextureTarget target) => _glGenerateMipmap((uint)target);

    public uint GenTexture()
    {
        uint name;
        _glGenTextures(1, &name);
        return name;
    }

    public void DeleteTexture(uint textures) => _glDeleteTextures(1, &textures);
}
