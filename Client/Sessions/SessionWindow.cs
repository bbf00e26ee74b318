namespace Fathom.Client.Sessions;

/// <summary>How a window shows what comes.</summary>
/// <param name="Presenter">When pictures go to the screen.</param>
/// <param name="Panels">Whether the panels are shown.</param>
/// <param name="Theme">Their colours.</param>
internal sealed record SessionWindow(string Presenter, bool Panels, string Theme);
