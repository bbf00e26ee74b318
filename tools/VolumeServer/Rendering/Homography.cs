namespace Fathom.VolumeServer.Rendering;

/// <summary>Pixels to cells of a sheet: u = (Ux·x + Uy·y + U0) / (Wx·x + Wy·y + W0), v likewise; x and y from the picture's centre.</summary>
internal readonly record struct Homography(double Ux, double Uy, double U0, double Vx, double Vy, double V0, double Wx, double Wy, double W0);
