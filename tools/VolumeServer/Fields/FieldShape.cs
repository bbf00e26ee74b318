using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Fields;

/// <summary>The one place that says which arrays are stacks of field frames.</summary>
internal static class FieldShape
{
    /// <summary>
    /// Frames × bins, or frames × n_x × n_y: every frame must have exactly as many values as the grid has bins. Throws with both numbers.
    /// </summary>
    /// <param name="name">What is checked, for the message.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="bins">How many bins the grid has.</param>
    public static void Validate(string name, ImmutableArray<int> shape, int bins)
    {
        string text = $"({string.Join(", ", shape)})";
        if (shape.Length < 2)
        {
            throw Refusal(name, $"Its shape {text} has {shape.Length} axis or less; frames and bins are needed.", $"Save it as an array of shape (frames, {bins}).");
        }

        if (shape[0] < 1)
        {
            throw Refusal(name, $"Its shape {text} has no frames.", "Save at least one frame.");
        }

        if (shape.Length > 3)
        {
            throw Refusal(name, $"Its shape {text} has {shape.Length} axes; a field stack has two or three.", "Leave \"grid\" and \"bins\" out of the side-car to open it as a volume.");
        }

        long values = shape.Skip(1).Aggregate(1L, static (product, length) => product * length);
        if (values != bins)
        {
            throw Refusal(
                name,
                shape.Length == 2 ? $"Its second dimension is {shape[1]} and the grid has {bins} bins (shape {text})." : $"Its frames have {values} values and the grid has {bins} bins (shape {text}).",
                "Correct \"grid\" or \"bins\" in the side-car, or save the array with one value a bin.");
        }
    }

    private static FathomException Refusal(string name, string why, string how) => new(ExitCode.Usage, $"Cannot show {name} as a stack of fields.", why, how);
}
