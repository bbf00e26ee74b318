namespace Fathom.Client.Export.Figures.Pages;

/// <summary>A picture of a page.</summary>
/// <param name="Source">Its file beside the page, or all of it as data.</param>
/// <param name="Index">Where it stands along the page's axis.</param>
/// <param name="Place">The same in words.</param>
internal sealed record PageStill(string Source, int Index, string Place);
