namespace Fathom.Render.Native.OpenGL;

/// <summary>The GL functions of one context, under the names that Silk.NET.OpenGL gives them.</summary>
/// <remarks>Threads: the thread on which the context is current.</remarks>
public sealed class GL
{
}
