namespace Fathom.Render.Native.OpenGL;

#pragma warning disable CS1591 // Meaning and names are GL's.
/// <content>Values handed to programs.</content>
public sealed unsafe partial class GL
{
    private readonly delegate* unmanaged<int, int, void> _glUniform1i;
    private readonly delegate* unmanaged<int, float, void> _glUniform1f;
    private readonly delegate* unmanaged<int, float, float, void> _glUniform2f;
    private readonly delegate* unmanaged<int, float, float, float, void> _glUniform3f;
    private readonly delegate* unmanaged<int, float, float, float, float, void> _glUniform4f;
    private readonly delegate* unmanaged<int, uint, byte, float*, void> _glUniformMatrix3fv;
    private readonly delegate* unmanaged<int, uint, byte, float*, void> _glUniformMatrix4fv;

    public void Uniform1(int location, int v0) => _glUniform1i(location, v0);

    public void Uniform1(int location, float v0) => _glUniform1f(location, v0);

    public void Uniform2(int location, float v0, float v1) => _glUniform2f(location, v0, v1);

    public void Uniform3(int location, float v0, float v1, float v2) => _glUniform3f(location, v0, v1, v2);

    public void Uniform4(int location, float v0, float v1, float v2, float v3) => _glUniform4f(location, v0, v1, v2, v3);

    public void UniformMatrix3(int location, uint count, bool transpose, float* value)
        => _glUniformMatrix3fv(location, count, (byte)(transpose ? 1 : 0), value);

    public void UniformMatrix4(int location, uint count, bool transpose, float* value)
        => _glUniformMatrix4fv(location, count, (byte)(transpose ? 1 : 0), value);
}
