namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>How stored samples differ from those in memory.</summary>
internal enum StoredForm
{
    Same,
    Bool,
    Half,
}
