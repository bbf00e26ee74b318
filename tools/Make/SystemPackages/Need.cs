using System.Collections.Generic;

namespace Fathom.Make.SystemPackages;

/// <summary>How much of the system a task needs; a later member includes the earlier ones.</summary>
internal enum NeedTier
{
    Run,
    Test,
    Full,
}

/// <summary>One thing that the system must provide, how to see that it is there, and which package brings it.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Purpose">What goes wrong without it.</param>
/// <param name="Tier">Which tasks need it.</param>
internal sealed record Need(string Name, string Purpose, NeedTier Tier)
{
    /// <summary>Shared libraries; one that loads is enough.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Programs; one on PATH is enough.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>File patterns as folder and name; one that exists is enough.</summary>
    public IReadOnlyList<(string Folder, string Pattern)> Files { get; init; } = [];

    /// <summary>Debian and Ubuntu packages in order of preference; the first that the distribution offers is taken.</summary>
    public IReadOnlyList<string> Apt { get; init; } = [];

    /// <summary>The package that every Debian and Ubuntu has and that brings it too, where the names above carry a version.</summary>
    public string? AptAnyVersion { get; init; }

    /// <summary>What to name to somebody who installs by hand, when the sources cannot be asked.</summary>
    public string AptByHand => AptAnyVersion ?? Apt[0];

    /// <summary>Package of Fedora and its relatives.</summary>
    public string Dnf { get; init; } = string.Empty;

    /// <summary>Package of Arch and its relatives.</summary>
    public string Pacman { get; init; } = string.Empty;
}
