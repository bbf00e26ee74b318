namespace Fathom.Render.Native.OpenGL;

#pragma warning disable CS1591 // Meaning and names are GL's.
/// <content>Shaders and programs.</content>
public sealed unsafe partial class GL
{
    private readonly delegate* unmanaged<uint, uint> _glCreateShader;
    private readonly delegate* unmanaged<uint, void> _glCompileShader;
    private readonly delegate* unmanaged<uint, void> _glDeleteShader;
    private readonly delegate* unmanaged<uint> _glCreateProgram;
    private readonly delegate* unmanaged<uint, uint, void> _glAttachShader;
    private readonly delegate* unmanaged<uint, uint, void> _glDetachShader;
    private readonly delegate* unmanaged<uint, void> _glLinkProgram;
    private readonly delegate* unmanaged<uint, void> _glUseProgram;
    private readonly delegate* unmanaged<uint, void> _glDeleteProgram;

    public uint CreateShader(ShaderType type) => _glCreateShader((uint)type);

    public void CompileShader(uint shader) => _glCompileShader(shader);

    public void DeleteShader(uint shader) => _glDeleteShader(shader);

    public uint CreateProgram() => _glCreateProgram();

    public void AttachShader(uint program, uint shader) => _glAttachShader(program, shader);

    public void DetachShader(uint program, uint shader) => _glDetachShader(program, shader);

    public void LinkProgram(uint program) => _glLinkProgram(program);

    public void UseProgram(uint program) => _glUseProgram(program);

    public void DeleteProgram(uint program) => _glDeleteProgram(program);
}
