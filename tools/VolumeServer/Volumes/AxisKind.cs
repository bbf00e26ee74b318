namespace Fathom.VolumeServer.Volumes;

/// <summary>What an axis runs over; decides which axis a player steps through and which ones can be displayed.</summary>
internal enum AxisKind
{
    Space,
    Time,
    Channel,
    Other,
}
