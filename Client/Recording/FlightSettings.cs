using System;
using System.Globalization;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Recording;

/// <summary>How far back the flight recorder of a run looks.</summary>
/// <param name="Span">Seconds of frames that a dump holds, where they fit.</param>
internal sealed record FlightSettings(TimeSpan Span)
{
    private const double LongestSeconds = 600;

    /// <summary>Where nobody says otherwise.</summary>
    public const double DefaultSeconds = 10;

    /// <summary>Reads the value of an option: seconds, or off.</summary>
    public static FlightSettings? Parse(string? text, string option)
    {
        if (text is "off" or "0")
        {
            return null;
        }

        if (text is null)
        {
            return new FlightSettings(TimeSpan.FromSeconds(DefaultSeconds));
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= LongestSeconds
            ? new FlightSettings(TimeSpan.FromSeconds(seconds))
            : throw new FathomException(
                ExitCode.Usage, $"'{text}' cannot be the value of --{option}.", $"It is neither off nor a number up to {LongestSeconds}.", $"Write for example --{option} {DefaultSeconds}.");
    }

    /// <summary>The memory that it uses and no more, in bytes.</summary>
    public int Bytes { get; init; } = 32 << 20;

    /// <summary>Where dumps go.</summary>
    public string Folder { get; init; } = FlightFolder.DefaultPath();
}
