using System.Globalization;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export.Plans;

/// <summary>Which indices of an axis become frames: from the first up to, not including, the end.</summary>
/// <param name="First">The index of frame 0.</param>
/// <param name="End">The first index that is not shown.</param>
/// <param name="Step">How far the index moves from frame to frame.</param>
internal readonly record struct FrameRange(int First, int End, int Step)
{
    /// <summary>How many frames that makes.</summary>
    public int Count => (int)(((long)End - First + Step - 1) / Step);

    /// <summary>The index that a frame shows.</summary>
    public int IndexOf(int frame) => (int)(First + ((long)frame * Step));

    /// <summary>Every index of an axis.</summary>
    public static FrameRange All(int length) => new(0, length, 1);

    /// <summary>Reads A:B or A:B:STEP, where each may be left out; throws what the user is told about a range that cannot be.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="option">The option's name, for messages.</param>
    /// <param name="axis">The axis.</param>
    public static FrameRange Parse(string text, string option, in ExportAxis axis)
    {
        string[] parts = text.Split(':');
        if (parts.Length is < 2 or > 3 || !TryNumber(parts[0], 0, out int first) || !TryNumber(parts[1], axis.Length, out int end) || !TryNumber(parts.Length > 2 ? parts[2] : "", 1, out int step))
        {
            throw Refused(text, option, "It is not a first index, the index behind the last one and, if need be, a step, with colons between.", $"Write for example --{option} 0:{axis.Length} or --{option} 0:{axis.Length}:2.");
        }

        string reach = string.Create(CultureInfo.InvariantCulture, $"The axis {axis.Name} has the indices 0 to {axis.Length - 1}");
        if (step < 1)
        {
            throw Refused(text, option, "The step must be 1 or more.", $"Write for example --{option} {first}:{end}:2.");
        }

        if (first < 0 || end < 0 || end > axis.Length)
        {
            string bound = first < 0 || end < 0 ? "none counts from the end" : $"the end is {axis.Length} at most";
            throw Refused(text, option, $"{reach}, so {bound}.", $"Write for example --{option} 0:{axis.Length}, or name another axis with --axis.");
        }

        return first < end ? new FrameRange(first, end, step) : throw Refused(
            text, option, $"No index lies in it: the end ({end}) is not part of the range and must be larger than the beginning ({first}).", $"{reach}; write for example --{option} 0:{axis.Length}.");
    }

    /// <inheritdoc/>
    public override string ToString() => Step == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{First}:{End}")
        : string.Create(CultureInfo.InvariantCulture, $"{First}:{End}:{Step}");

    private static bool TryNumber(string text, int usual, out int number)
    {
        number = usual;
        return text.Length == 0 || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static FathomException Refused(string text, string option, string why, string how) => new(ExitCode.Usage, $"'{text}' cannot be the value of --{option}.", why, how);
}
