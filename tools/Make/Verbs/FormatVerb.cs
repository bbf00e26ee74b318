namespace Fathom.Make.Verbs;

/// <summary>Checks the format of the sources, or mends it.</summary>
internal static class FormatVerb
{
    public static void Run(Repository repository, bool fix)
    {
        string[] arguments = fix
            ? ["format", repository.Solution, "--no-restore"]
            : ["format", repository.Solution, "--no-restore", "--verify-no-changes"];
        Shell.Quiet(repository.Root, "The sources are not formatted.", MakeException.GateFailed, "Run './build.sh format --fix' and look at the change.", "dotnet", arguments);
    }
}
