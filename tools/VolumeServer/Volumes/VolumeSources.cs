using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Fields;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Opens whatever lies at a path or an address.</summary>
internal static class VolumeSources
{
    public static VolumeSet Open(string pathOrUrl, SourceOptions options) => FieldSources.Reads(pathOrUrl)
        ? FieldSources.Open(pathOrUrl, options)
        : throw new FathomException(ExitCode.Usage, $"Cannot open {pathOrUrl}.", "No format is read yet.", "Serve the generated volume: leave the argument out.");
}
