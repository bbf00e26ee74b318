using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Decode.Native;
using Fathom.Decode.Native.Compression;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Compression;

/// <summary>One of the system's compression libraries: loaded at its first use, or known to be missing.</summary>
/// <remarks>Threads: any.</remarks>
public sealed class CompressionLibrary
{
    private readonly Lock _lock = new();
    private readonly string _name;
    private readonly int _major;
    private volatile bool _tried;
    private volatile bool _available;

    private CompressionLibrary(string name, int major, string package)
    {
        _name = name;
        _major = major;
        Package = package;
    }

    /// <summary>libzstd.</summary>
    public static CompressionLibrary Zstd { get; } = new(LibZstd.Name, LibZstd.Major, "libzstd1");

    /// <summary>liblz4.</summary>
    public static CompressionLibrary Lz4 { get; } = new(LibLz4.Name, LibLz4.Major, "liblz4-1");

    /// <summary>libblosc, with its inner codecs.</summary>
    public static CompressionLibrary Blosc { get; } = new(LibBlosc.Name, LibBlosc.Major, "libblosc1");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CompressionLibrary> All { get; } = [Zstd, Lz4, Blosc];

    /// <summary>The name without prefix and version: <c>zstd</c>.</summary>
    public string Name => "lib" + _name;

    /// <summary>The Debian and Ubuntu package it comes from.</summary>
    public string Package { get; }

    /// <summary>Whether it can be called.</summary>
    public bool IsAvailable
    {
        get
        {
            if (!_tried)
            {
                Load();
            }

            return _available;
        }
    }

    /// <summary>Throws an error that names the package when the library is missing.</summary>
    public void Require(string what)
    {
        if (!IsAvailable)
        {
            throw new FathomException(
                ExitCode.MissingLibrary, what, $"The library {Name}.so.{_major} is not installed.", $"Run './build.sh setup', or install the package {Package}.");
        }
    }

    private void Load()
    {
        lock (_lock)
        {
            if (_tried)
            {
                return;
            }

            if (NativeLibraries.TryLoad(Candidates(), out nint handle, out _))
            {
                NativeLibraries.Bind(_name, handle);
                _available = true;
            }

            _tried = true;
        }
    }

    private IEnumerable<string> Candidates()
    {
        foreach (string candidate in NativeLibraries.Candidates(_name, _major))
        {
            yield return candidate;
        }

        if (OperatingSystem.IsWindows())
        {
            yield return $"lib{_name}.dll";
            yield return $"{_name}.dll";
        }
    }
}
