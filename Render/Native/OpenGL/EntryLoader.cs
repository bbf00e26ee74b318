using System;
using System.Collections.Generic;
using Fathom.Protocol.Errors;

namespace Fathom.Render.Native.OpenGL;

/// <summary>Finds GL's functions and remembers those that are missing, to name all of them at once.</summary>
internal sealed class EntryLoader
{
    private readonly Func<string, nint> _getProcAddress;
    private readonly List<string> _missing = [];

    internal EntryLoader(Func<string, nint> getProcAddress) => _getProcAddress = getProcAddress;

    /// <summary>The address of a function that nothing works without.</summary>
    internal nint Require(string name)
    {
        nint address = _getProcAddress(name);
        if (address == 0)
        {
            _missing.Add(name);
        }

        return address;
    }

    /// <summary>The address of a function that only a newer version has; 0 without it. The version decides whether it may be called.</summary>
    internal nint Find(string name) => _getProcAddress(name);

    internal void ThrowIfAnyIsMissing()
    {
        if (_missing.Count > 0)
        {
            throw new FathomException(
                ExitCode.MissingLibrary,
                "Cannot load OpenGL 3.3.",
                $"The driver lacks {string.Join(", ", _missing)}.",
                "Install a newer driver (Debian/Ubuntu: apt-get install libgl1-mesa-dri), then look at `fathom doctor`.");
        }
    }
}
