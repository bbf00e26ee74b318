namespace Fathom.Protocol.State;

/// <summary>The camera in volume mode.</summary>
/// <param name="CenterX">What the camera looks at, x.</param>
/// <param name="CenterY">What the camera looks at, y.</param>
/// <param name="CenterZ">What the camera looks at, z.</param>
/// <param name="Azimuth">Turn about the vertical axis, in degrees.</param>
/// <param name="Elevation">Height above the horizon, in degrees.</param>
/// <param name="Roll">Turn about the line of sight, in degrees.</param>
/// <param name="Distance">Distance from the centre.</param>
/// <param name="FieldOfView">Opening angle, in degrees.</param>
public readonly record struct VolumePose(
    double CenterX, double CenterY, double CenterZ, double Azimuth, double Elevation, double Roll, double Distance, double FieldOfView);
