using System.Collections.Generic;

namespace Fathom.Protocol.Commands;

/// <summary>The directories that a server shows. Paths are absolute, with slashes, and have already been found to lie below <see cref="Root"/>.</summary>
public interface IDatasetTree
{
    /// <summary>Nothing outside of this directory is shown.</summary>
    string Root { get; }

    /// <summary>What lies at a path.</summary>
    DatasetPathKind KindOf(string path);

    /// <summary>Everything in a directory, in any order, hidden entries too.</summary>
    IEnumerable<DatasetEntry> List(string path);

    /// <summary>Looks for datasets at a path and two levels below it; a file is one or is none.</summary>
    DatasetSearch Find(string path);
}
