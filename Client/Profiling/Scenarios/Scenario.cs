using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Client.Scripts;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Profiling.Scenarios;

/// <summary>
/// What a profile does again and again: a script whose <c>${axis}</c>, <c>${time}</c>, <c>${last}</c>, <c>${sweep_ms}</c> and <c>${seed}</c> are filled in
/// when the server has told its axes.
/// </summary>
/// <param name="Name">The built-in scenario's name, or the file's path.</param>
/// <param name="Text">The script's text.</param>
internal sealed record Scenario(string Name, string Text)
{
    /// <summary>The scenario that connects anew each time.</summary>
    public const string FirstPicture = "first-picture";

    private const string Resources = "Fathom.Client.Profiling.Scenarios.";
    private const int SeedsPerCycle = 1000;

    /// <summary>A brisk drag, and a little less than the thirty pictures a second of the demo: what is measured is then not its pacing.</summary>
    private const double PositionsPerSecond = 28;

    private static readonly string[] s_timeNames = ["t", "time", "frame"];

    /// <summary>The built-in scenarios, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["scrub", "random-seek", "play", "orbit", "zoom", "layer-edit", FirstPicture, "reconnect"];

    /// <summary>Whether each cycle is a connection of its own.</summary>
    public bool ConnectsAnew => Name == FirstPicture;

    /// <summary>A built-in scenario or a file; throws what the user is told when it is neither, or cannot be used.</summary>
    public static Scenario Open(string nameOrFile)
    {
        Scenario scenario = Names.Contains(nameOrFile) ? new Scenario(nameOrFile, BuiltIn(nameOrFile)) : new Scenario(nameOrFile, ReadFile(nameOrFile));

        // Mistakes are found before anything is started.
        ScriptFile script = scenario.Fill("z", "t", 1, 1);
        return script.Steps.Length > 0 ? scenario : throw new FathomException(
            ExitCode.Usage, $"Cannot use the scenario {nameOrFile}.", "It says nothing to do.", "docs/scripts.md lists what a line can say.");
    }

    /// <summary>The script for one cycle on a server.</summary>
    public ScriptFile For(NotifyDims dims, int seed, int cycle)
    {
        int axis = AxisToMove(dims), time = TimeAxis(dims) is var found and >= 0 ? found : axis;
        bool needsAxis = Text.Contains("${axis}", StringComparison.Ordinal) || Text.Contains("${time}", StringComparison.Ordinal);
        if (needsAxis && axis < 0)
        {
            throw new FathomException(
                ExitCode.Usage, $"The scenario {Name} does not fit this server.", "What it shows has no axis beside those of the picture.", "Take another one, for example --scenario zoom.");
        }

        return Fill(
            axis < 0 ? string.Empty : DimsAxes.Label(dims, axis), time < 0 ? string.Empty : DimsAxes.Label(dims, time), axis < 0 ? 0 : Math.Max(0, DimsAxes.Size(dims, axis) - 1), (seed * SeedsPerCycle) + cycle);
    }

    private static int AxisToMove(NotifyDims dims)
    {
        int time = TimeAxis(dims), first = -1;
        for (int i = 0; i < dims.Step.Length; i++)
        {
            if (!DimsAxes.IsDisplayed(dims, i) && DimsAxes.Size(dims, i) > 1)
            {
                first = first < 0 || first == time ? i : first;
            }
        }

        return first;
    }

    private static int TimeAxis(NotifyDims dims)
    {
        for (int i = 0; i < dims.Step.Length; i++)
        {
            if (!DimsAxes.IsDisplayed(dims, i) && DimsAxes.Size(dims, i) > 1 && s_timeNames.Contains(DimsAxes.Label(dims, i), StringComparer.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private ScriptFile Fill(string axis, string time, int last, int seed) => ScriptFile.Parse(
        new StringReader(Text
            .Replace("${axis}", axis, StringComparison.Ordinal)
            .Replace("${time}", time, StringComparison.Ordinal)
            .Replace("${last}", last.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("${sweep_ms}", Math.Max(200, Math.Round(last * 1000 / PositionsPerSecond)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("${seed}", (seed & int.MaxValue).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)),
        Name);

    private static string BuiltIn(string name)
    {
        using Stream resource = typeof(Scenario).Assembly.GetManifestResourceStream(Resources + name) ?? throw new InvalidOperationException($"The scenario {name} is not in the program.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string near = NearestName.Find(path, [.. Names]) is { } nearest ? $" Is '{nearest}' meant?" : string.Empty;
            throw new FathomException(
                ExitCode.Usage, $"There is no scenario '{path}'.", $"It is not built in, and as a file: {error.Message}{near}", $"Built in are {string.Join(", ", Names)}.", error);
        }
    }
}
