using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Fathom.Render.Native.OpenGL;
using Xunit;

namespace Fathom.Client.Tests.Render;

/// <summary>GL keeps the names of Silk.NET.OpenGL, so that the package could take its place. The list is the part of its public face that
/// we cover; whoever adds a function here adds its line there, from the package's own reference.</summary>
public sealed class GlNameTests
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(float)] = "float",
        [typeof(bool)] = "bool",
        [typeof(string)] = "string",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(ulong)] = "ulong",
    };

    [Fact]
    public void Every_function_has_the_name_and_the_parameters_of_the_package()
    {
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "silk-gl-signatures.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .ToHashSet(StringComparer.Ordinal);

        var ours = typeof(GL).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(Signature)
            .ToList();

        Assert.Equal([], ours.Except(listed).Order(StringComparer.Ordinal));
        Assert.Equal([], listed.Except(ours).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Enum_values_are_those_of_gl()
    {
        Assert.Equal(0x0DE1, (int)TextureTarget.Texture2D);
        Assert.Equal(0x84C0 + 2, (int)TextureUnit.Texture2);
        Assert.Equal(0x8229, (int)InternalFormat.R8);
        Assert.Equal(0x822C, (int)InternalFormat.RG16);
        Assert.Equal(0x8227, (int)PixelFormat.RG);
        Assert.Equal(0x4000, (int)ClearBufferMask.ColorBufferBit);
        Assert.Equal(0x8CE0, (int)FramebufferAttachment.ColorAttachment0);
        Assert.Equal(0x9117, (int)SyncCondition.SyncGpuCommandsComplete);
        Assert.Equal(0x911A, (int)GLEnum.AlreadySignaled);
    }

    private static string Signature(MethodInfo method)
        => $"{Name(method.ReturnType)} {method.Name}({string.Join(", ", method.GetParameters().Select(p => $"{(p.IsOut ? "out " : "")}{Name(p.ParameterType)} {p.Name}"))})";

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsPointer)
        {
            return Name(type.GetElementType()!) + "*";
        }

        return s_keywords.TryGetValue(type, out string? keyword) ? keyword : type == typeof(Func<string, nint>) ? "Func<string, nint>" : type.Name;
    }
}
