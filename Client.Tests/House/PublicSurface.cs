using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Fathom.Client.Tests.House;

/// <summary>Writes the public surface of an assembly as sorted lines, one a member.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (var type in assembly.GetExportedTypes())
        {
            lines.Add(Head(type));
            if (type.IsEnum)
            {
                lines.AddRange(Enum.GetNames(type).Select(name => $"{Name(type)}.{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}"));
                continue;
            }

            foreach (var member in type.GetMembers(Declared))
            {
                if (Describe(type, member) is { } line)
                {
                    lines.Add(line);
                }
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        return $"{Name(type)} : {kind}";
    }

    private static string? Describe(Type type, MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Name(type)}.new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodInfo method when IsFromRecord(method) => null,
        MethodInfo method => $"{Name(type)}.{method.Name}({Parameters(method)}) -> {Name(method.ReturnType)}",
        PropertyInfo { Name: "EqualityContract" } => null,
        PropertyInfo property => $"{Name(type)}.{property.Name} {{ {Access(property)}}} -> {Name(property.PropertyType)}",
        FieldInfo { IsLiteral: true } constant => $"{Name(type)}.{constant.Name} = {constant.GetRawConstantValue()}",
        FieldInfo field => $"{Name(type)}.{field.Name} -> {Name(field.FieldType)}",
        EventInfo happening => $"{Name(type)}.{happening.Name} event {Name(happening.EventHandlerType!)}",
        _ => null,
    };

    /// <summary>Members that the compiler writes for every record say nothing about our choices.</summary>
    private static bool IsFromRecord(MethodInfo method) =>
        method.Name is "ToString" or "GetHashCode" or "Equals" or "Deconstruct" or "<Clone>$" or "PrintMembers" or "op_Equality" or "op_Inequality";

    private static string Access(PropertyInfo property) => (property.GetMethod?.IsPublic == true ? "get; " : string.Empty) + (property.SetMethod?.IsPublic == true ? "set; " : string.Empty);

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (!type.IsGenericType)
        {
            return type.FullName ?? type.Name;
        }

        var definition = (type.GetGenericTypeDefinition().FullName ?? type.Name).Split('`')[0];
        return $"{definition}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
