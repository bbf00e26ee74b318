namespace Fathom.Decode;

/// <summary>Names the surface behind a lease, for importers that do not go through memory.</summary>
/// <param name="Kind">Where it lives.</param>
/// <param name="Native">The native descriptor; 0 for planes in memory.</param>
public readonly record struct SurfaceHandle(SurfaceKind Kind, nint Native);
