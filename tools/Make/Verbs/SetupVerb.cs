using System;
using System.Linq;
using Fathom.Make.SystemPackages;

namespace Fathom.Make.Verbs;

/// <summary>Brings the system packages that a task needs; does nothing, and says nothing, when they are there.</summary>
internal static class SetupVerb
{
    /// <summary>For the tests: what only some of them want may stay away where nothing can be installed; those are skipped with a reason.</summary>
    public static void RunForTests(Repository repository)
    {
        try
        {
            Run(repository, NeedTier.Test);
        }
        catch (MakeException error) when (SystemState.Missing(NeedTier.Run).Count == 0)
        {
            Console.Error.WriteLine($"setup: {error.What} {error.Why} The tests run without. {error.How}");
        }
    }

    public static void Run(Repository repository, NeedTier tier)
    {
        var missing = SystemState.Missing(tier);
        if (missing.Count == 0)
        {
            return;
        }

        Console.WriteLine($"setup: installing {string.Join(", ", missing.Select(need => need.Name))}");
        PackageInstaller.Install(repository, missing);
        var still = SystemState.Missing(tier);
        if (still.Count > 0)
        {
            throw new MakeException(
                MakeException.MissingLibrary,
                $"The set-up ran, but these are still missing: {string.Join(", ", still.Select(need => need.Name))}.",
                "The packages were installed without an error, yet nothing that loads was found.",
                $"Look for the packages {string.Join(", ", still.Select(need => need.AptByHand))} by hand.");
        }
    }
}
