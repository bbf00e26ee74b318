using Fathom.Protocol.Errors;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Compiles and links programs.</summary>
internal static class GlProgram
{
    /// <summary>The program's name; the caller deletes it.</summary>
    internal static uint Link(GL gl, string vertex, string fragment)
    {
        uint vertexShader = Compile(gl, ShaderType.VertexShader, vertex);
        uint fragmentShader = Compile(gl, ShaderType.FragmentShader, fragment);
        uint program = gl.CreateProgram();
        gl.AttachShader(program, vertexShader);
        gl.AttachShader(program, fragmentShader);
        gl.LinkProgram(program);
        gl.DetachShader(program, vertexShader);
        gl.DetachShader(program, fragmentShader);
        gl.DeleteShader(vertexShader);
        gl.DeleteShader(fragmentShader);
        gl.GetProgram(program, ProgramPropertyARB.LinkStatus, out int linked);
        if (linked == 0)
        {
            string log = gl.GetProgramInfoLog(program);
            gl.DeleteProgram(program);
            throw Refused("link", log);
        }

        return program;
    }

    private static uint Compile(GL gl, ShaderType type, string source)
    {
        uint shader = gl.CreateShader(type);
        gl.ShaderSource(shader, source);
        gl.CompileShader(shader);
        gl.GetShader(shader, ShaderParameterName.CompileStatus, out int compiled);
        if (compiled == 0)
        {
            string log = gl.GetShaderInfoLog(shader);
            gl.DeleteShader(shader);
            throw Refused($"compile the {type} of", log);
        }

        return shader;
    }

    private static FathomException Refused(string verb, string log)
        => new(ExitCode.MissingLibrary, $"Cannot {verb} the picture program.", $"The GL driver says: {log.Trim()}", "Update the driver, or choose the blit path.");
}
