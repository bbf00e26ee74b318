namespace Fathom.Protocol.Commands;

/// <summary>What lies at a path.</summary>
public enum DatasetPathKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,
}
