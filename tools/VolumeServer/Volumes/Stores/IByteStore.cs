using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.VolumeServer.Volumes.Stores;

/// <summary>Named objects below one folder or address. Names are relative, with slashes, checked by <see cref="StoreKeys"/>.</summary>
/// <remarks>Threads: any.</remarks>
internal interface IByteStore : IDisposable
{
    /// <summary>What people may see: never credentials or signatures.</summary>
    string Address { get; }

    /// <summary>Many requests at once hide the time that each takes.</summary>
    bool IsRemote { get; }

    /// <summary>
    /// The bytes, or null where there is no such object. Throws a <see cref="Fathom.Protocol.Errors.FathomException"/> that names the object when it cannot be read, or is
    /// longer than <paramref name="maxBytes"/>.
    /// </summary>
    ValueTask<StoredBytes?> ReadAsync(string key, ByteRange range, int maxBytes, CancellationToken cancel);

    /// <summary>Names of the folders right below a folder, sorted; null where the store cannot be listed.</summary>
    ImmutableArray<string>? Folders(string key);
}
