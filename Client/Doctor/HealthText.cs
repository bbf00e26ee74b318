using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Fathom.Decode;

namespace Fathom.Client.Doctor;

/// <summary>Renders a <see cref="HealthReport"/> for people and for programs.</summary>
internal static class HealthText
{
    public static string ForPeople(HealthReport report)
    {
        var text = new StringBuilder();
        foreach (HealthArea area in report.Areas)
        {
            text.AppendLine(area.Name);
            foreach (LibraryReport check in area.Checks)
            {
                text.AppendLine($"  {Word(check.Status),-8} {check.Name,-26} {check.Detail}");
            }

            text.AppendLine();
        }

        if (report.InstallLines.Count > 0)
        {
            text.AppendLine("What to install for what is missing ('./build.sh setup' in a checkout installs it all)");
            text.AppendLine($"  {string.Join($"{Environment.NewLine}  ", report.InstallLines)}").AppendLine();
        }

        text.Append(report.DemoObstacles.Count == 0
            ? "'fathom demo' can run on this machine."
            : $"'fathom demo' cannot run on this machine. It lacks: {string.Join("; ", report.DemoObstacles)}.");
        return text.AppendLine().ToString();
    }

    public static void ForPrograms(HealthReport report, Utf8JsonWriter json)
    {
        json.WriteBoolean("demo_can_run", report.DemoObstacles.Count == 0);
        WriteTexts(json, "demo_lacks", report.DemoObstacles);
        WriteTexts(json, "install", report.InstallHints);
        json.WriteStartArray("checks");
        foreach (HealthArea area in report.Areas)
        {
            foreach (LibraryReport check in area.Checks)
            {
                json.WriteStartObject();
                json.WriteString("area", area.Name);
                json.WriteString("name", check.Name);
                json.WriteString("status", Word(check.Status));
                json.WriteString("detail", check.Detail);
                json.WriteString("install", check.InstallHint);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string Word(ProbeStatus status) => status switch
    {
        ProbeStatus.Works => "works",
        ProbeStatus.Found => "found",
        _ => "missing",
    };
}
