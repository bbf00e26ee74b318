using Fathom.Render;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>What the picture on the screen shows, as overlays need it.</summary>
/// <param name="IsFlat">Whether it shows the plane for which overlays were placed.</param>
/// <param name="IsVolume">Whether it shows a volume.</param>
/// <param name="WorldToPicture">From the world to its pixels.</param>
/// <param name="SceneFrame">Where it stands on the scene's time axis; 0 where there is none.</param>
/// <param name="IsApproximate">Whether only the server's camera says so, and not the picture itself.</param>
internal readonly record struct SceneLook(bool IsFlat, bool IsVolume, Affine2 WorldToPicture, int SceneFrame, bool IsApproximate);
