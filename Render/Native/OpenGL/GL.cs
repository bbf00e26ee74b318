using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Fathom.Render.Native.OpenGL;

/// <summary>The GL functions of one context, under the names, parameters and enums that Silk.NET.OpenGL gives them.</summary>
/// <remarks>
/// <para>Threads: the thread on which the context is current.</para>
/// <para>It covers what a video client needs. Core profile 3.3 suffices; nothing here but the reset status is optional, because loaders like libglvnd hand
/// out an address for every name: what a context can do is known from its version and extensions alone.</para>
/// </remarks>
#pragma warning disable CS1591 // Meaning and names are GL's.
public sealed unsafe partial class GL
{
    /// <summary>Loads the functions of the current context.</summary>
    /// <param name="getProcAddress">Gives a function's address, or 0.</param>
    public static GL GetApi(Func<string, nint> getProcAddress)
    {
        ArgumentNullException.ThrowIfNull(getProcAddress);
        return new GL(getProcAddress);
    }

    public bool IsExtensionPresent(string extension)
    {
        int count = GetInteger(GetPName.NumExtensions);
        for (uint i = 0; i < count; i++)
        {
            if (GetStringS(StringName.Extensions, i) == extension)
            {
                return true;
            }
        }

        return false;
    }

    public int GetInteger(GetPName pname)
    {
        int value = 0;
        _glGetIntegerv((uint)pname, &value);
        return value;
    }

    public string GetStringS(StringName name) => Marshal.PtrToStringUTF8((nint)_glGetString((uint)name)) ?? "";

    public string GetStringS(StringName name, uint index) => Marshal.PtrToStringUTF8((nint)_glGetStringi((uint)name, index)) ?? "";

    public void ShaderSource(uint shader, string @string)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(@string);
        fixed (byte* text = bytes)
        {
            byte* pointer = text;
            int length = bytes.Length;
            _glShaderSource(shader, 1, &pointer, &length);
        }
    }

    public void GetShader(uint shader, ShaderParameterName pname, out int @params)
    {
        int value = 0;
        _glGetShaderiv(shader, (uint)pname, &value);
        @params = value;
    }

    public string GetShaderInfoLog(uint shader)
    {
        GetShader(shader, ShaderParameterName.InfoLogLength, out int length);
        var log = new byte[Math.Max(1, length)];
        fixed (byte* text = log)
        {
            int written = 0;
            _glGetShaderInfoLog(shader, log.Length, &written, text);
            return Encoding.UTF8.GetString(log, 0, Math.Clamp(written, 0, log.Length));
        }
    }

    public void GetProgram(uint program, ProgramPropertyARB pname, out int @params)
    {
        int value = 0;
        _glGetProgramiv(program, (uint)pname, &value);
        @params = value;
    }

    public string GetProgramInfoLog(uint program)
    {
        GetProgram(program, ProgramPropertyARB.InfoLogLength, out int length);
        var log = new byte[Math.Max(1, length)];
        fixed (byte* text = log)
        {
            int written = 0;
            _glGetProgramInfoLog(program, log.Length, &written, text);
            return Encoding.UTF8.GetString(log, 0, Math.Clamp(written, 0, log.Length));
        }
    }

    public int GetUniformLocation(uint program, string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name + '\0');
        fixed (byte* text = bytes)
        {
            return _glGetUniformLocation(program, text);
        }
    }
}
