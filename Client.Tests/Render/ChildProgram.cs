namespace Fathom.Client.Tests.Render;

/// <summary>The test assembly as a program: what the window tests start under a display of their own.</summary>
internal static class ChildProgram
{
    internal static int Main(string[] args) => WindowChild.Run(args);
}
