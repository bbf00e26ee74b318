using System;
using System.Collections.Generic;
using System.Linq;

namespace Fathom.Make.SystemPackages;

/// <summary>Installs what is missing through the distribution's own package manager, or says what to install.</summary>
internal static class PackageInstaller
{
    public static void Install(Repository repository, IReadOnlyList<Need> missing)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw CannotInstall(missing, "This system has no package manager that the set-up knows.", "Install FFmpeg 5 to 8 (shared libraries) and GLFW 3.3 or newer where the loader finds them.");
        }

        var mayInstall = Environment.IsPrivilegedProcess || Shell.Which("sudo") is not null;
        if (Shell.Which("apt-get") is not null)
        {
            Demand(mayInstall, missing, $"apt-get update && apt-get install -y --no-install-recommends {Names(missing, need => need.AptByHand)}");
            InstallWithApt(repository, missing);
        }
        else if (Shell.Which("dnf") is not null)
        {
            Demand(mayInstall, missing, $"dnf install -y {Names(missing, need => need.Dnf)}");
            Run(repository, missing, ["dnf", "install", "-y", .. missing.Select(need => need.Dnf).Distinct()]);
        }
        else if (Shell.Which("pacman") is not null)
        {
            Demand(mayInstall, missing, $"pacman -S --noconfirm --needed {Names(missing, need => need.Pacman)}");
            Run(repository, missing, ["pacman", "-S", "--noconfirm", "--needed", .. missing.Select(need => need.Pacman).Distinct()]);
        }
        else
        {
            throw CannotInstall(missing, "Neither apt-get, dnf nor pacman is on this system.", "Install what is named with the system's own tools.");
        }
    }

    private static string Names(IReadOnlyList<Need> missing, Func<Need, string> name) => string.Join(' ', missing.Select(name).Distinct());

    private static void Demand(bool mayInstall, IReadOnlyList<Need> missing, string byHand)
    {
        if (!mayInstall)
        {
            throw CannotInstall(missing, "This user may not install packages, and sudo is not on this system.", $"As root, run '{byHand}'; then start again.");
        }
    }

    private static void InstallWithApt(Repository repository, IReadOnlyList<Need> missing)
    {
        var packages = Offered(repository, missing);
        if (packages.Count < missing.Count)
        {
            Run(repository, missing, ["apt-get", "update", "-qq"]);
            packages = Offered(repository, missing);
        }

        if (packages.Count < missing.Count)
        {
            var lacking = missing.Where(need => !need.Apt.Any(packages.Contains)).Select(need => need.Name);
            throw CannotInstall(missing, $"The configured sources offer no package for: {string.Join(", ", lacking)}.", "Enable the distribution's main and universe components.");
        }

        if (TryRun(repository, ["apt-get", "install", "-y", "-qq", "--no-install-recommends", .. packages]) is not null)
        {
            // The package list may be older than the mirror.
            Run(repository, missing, ["apt-get", "update", "-qq"]);
            Run(repository, missing, ["apt-get", "install", "-y", "-qq", "--no-install-recommends", .. packages]);
        }
    }

    private static List<string> Offered(Repository repository, IReadOnlyList<Need> missing)
    {
        var packages = new List<string>();
        foreach (var need in missing)
        {
            foreach (var candidate in need.Apt)
            {
                var (code, policy) = Shell.Captured(repository.Root, "apt-cache", ["policy", candidate]);
                if (code == 0 && policy.Contains("Candidate:", StringComparison.Ordinal) && !policy.Contains("Candidate: (none)", StringComparison.Ordinal))
                {
                    packages.Add(candidate);
                    break;
                }
            }
        }

        return packages;
    }

    private static void Run(Repository repository, IReadOnlyList<Need> missing, IReadOnlyList<string> command)
    {
        if (TryRun(repository, command) is { } output)
        {
            Console.Error.WriteLine(output.TrimEnd());
            throw CannotInstall(missing, $"'{string.Join(' ', command)}' failed; its output stands above.", "Run that command by hand as administrator, then start again.");
        }
    }

    /// <summary>Runs as administrator; null when it went well, else what was printed.</summary>
    private static string? TryRun(Repository repository, IReadOnlyList<string> command)
    {
        IReadOnlyList<string> full = Environment.IsPrivilegedProcess ? command : ["sudo", .. command];
        var environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        var (code, output) = Shell.Captured(repository.Root, full[0], [.. full.Skip(1)], environment);
        return code == 0 ? null : output;
    }

    private static MakeException CannotInstall(IReadOnlyList<Need> missing, string why, string how) => new(
        MakeException.MissingLibrary,
        $"Cannot install what is missing: {string.Join("; ", missing.Select(need => $"{need.Name} (without it {need.Purpose})"))}.",
        why,
        how);
}
