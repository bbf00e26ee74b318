using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Fathom.Bench.Compare;

/// <summary>What the system's books say about processor time; zeros where it keeps none that can be read.</summary>
/// <param name="Total">Of all processors, idle or not, in seconds.</param>
/// <param name="Busy">Of it not idle.</param>
/// <param name="Ours">Of it this process and its ended children.</param>
internal readonly record struct MachineLoad(double Total, double Busy, double Ours)
{
    /// <summary>The files count in hundredths of a second on every machine.</summary>
    private const double TicksPerSecond = 100;

    private const int IdleField = 3;
    private const int WaitingField = 4;
    private const int LastField = 8;

    /// <summary>Reads it now.</summary>
    public static MachineLoad Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            return default;
        }

        // What a guest used is in the first fields already.
        double[] all = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(LastField).Select(Seconds)];
        return new MachineLoad(all.Sum(), all.Sum() - all[IdleField] - all[WaitingField], OwnFields(0, 4));
    }

    /// <summary>The share of the machine that other programs used since an earlier reading, 0 to 1.</summary>
    public double OthersSince(MachineLoad earlier)
    {
        double total = Total - earlier.Total;
        return total <= 0 ? 0 : Math.Clamp((Busy - earlier.Busy - (Ours - earlier.Ours)) / total, 0, 1);
    }

    /// <summary>Processor time of all children of this process that have ended.</summary>
    public static double ChildrenProcessorSeconds() => OperatingSystem.IsLinux() ? OwnFields(2, 2) : 0;

    /// <summary>The fields utime, stime, cutime and cstime, which are the 14th to 17th; the second is a name that may hold anything but ends with a bracket.</summary>
    private static double OwnFields(int skip, int take)
    {
        string text = File.ReadAllText("/proc/self/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ').Skip(11 + skip).Take(take).Sum(Seconds);
    }

    private static double Seconds(string ticks) => double.Parse(ticks, CultureInfo.InvariantCulture) / TicksPerSecond;
}
