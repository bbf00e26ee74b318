using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Decode;

namespace Fathom.Client.Doctor;

/// <summary>Everything that was looked at, and what follows from it.</summary>
/// <param name="Areas">The checks by area.</param>
internal sealed record HealthReport(IReadOnlyList<HealthArea> Areas)
{
    /// <summary>What the demo cannot do without: every group needs one member that works.</summary>
    private static readonly string[][] s_demoNeeds =
    [
        [CheckNames.AvUtil], [CheckNames.AvCodec], [CheckNames.SwScale], [CheckNames.DecoderH264], [CheckNames.EncoderX264],
        [CheckNames.HeadlessGl, CheckNames.WindowGl], [CheckNames.Server],
    ];

    /// <summary>What keeps the demo from running, or empty.</summary>
    public IReadOnlyList<string> DemoObstacles =>
        [.. s_demoNeeds.Where(group => !group.Any(Works)).Select(group => string.Join(" or ", group))];

    /// <summary>What to install, each package once.</summary>
    public IReadOnlyList<string> InstallHints =>
        [.. Lacking.Select(check => check.InstallHint!).Distinct(StringComparer.Ordinal)];

    /// <summary>The same for people: a line for each package, with the checks that it would make work.</summary>
    public IReadOnlyList<string> InstallLines =>
        [.. Lacking.GroupBy(check => check.InstallHint!, StringComparer.Ordinal).Select(group => $"{string.Join(", ", group.Select(check => check.Name))}: {group.Key}")];

    private IEnumerable<LibraryReport> Lacking => Areas.SelectMany(area => area.Checks).Where(check => check.Status != ProbeStatus.Works && check.InstallHint is not null);

    private bool Works(string name) => Areas.Any(area => area.Checks.Any(check => check.Status == ProbeStatus.Works && string.Equals(check.Name, name, StringComparison.Ordinal)));
}
