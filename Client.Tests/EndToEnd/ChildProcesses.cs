using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>Looks at the children of a process, as Linux shows them below /proc.</summary>
internal static class ChildProcesses
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(20);

    /// <summary>The id of a child, or 0.</summary>
    public static int Of(int parent)
    {
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id) && Stat(id) is { } stat && stat.Parent == parent)
            {
                return id;
            }
        }

        return 0;
    }

    /// <summary>The id of the first child, once there is one.</summary>
    public static async Task<int> FirstOfAsync(int parent)
    {
        DateTime end = DateTime.UtcNow + s_patience;
        int child;
        while ((child = Of(parent)) == 0)
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"Process {parent} started no child.");
            }

            await Task.Delay(s_glance);
        }

        return child;
    }

    /// <summary>Whether a process ends in time; one that nobody has collected counts as ended.</summary>
    public static async Task<bool> HasEndedAsync(int id)
    {
        DateTime end = DateTime.UtcNow + s_patience;
        while (Stat(id) is { } stat && stat.State != "Z")
        {
            if (DateTime.UtcNow > end)
            {
                return false;
            }

            await Task.Delay(s_glance);
        }

        return true;
    }

    private static (string State, int Parent)? Stat(int id)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
