using System.Reflection;

namespace Fathom.Client.Commands;

/// <summary>Which version this is.</summary>
internal static class ProductVersion
{
    /// <summary>The version without the commit that the build adds.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        string text = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        int plus = text.IndexOf('+', System.StringComparison.Ordinal);
        return plus < 0 ? text : text[..plus];
    }
}
