using System.Collections.Generic;
using Fathom.Decode.Local;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>The rows of the option table that all exports share, and what they mean.</summary>
internal static class ExportOptions
{
    /// <summary>The flag that starts a server with a generated volume.</summary>
    public const string Demo = "demo";

    /// <summary>The option that bounds messages.</summary>
    public const string MaxMessageMib = "max-message-mib";

    /// <summary>Which server, and which view of it.</summary>
    public static IReadOnlyList<OptionDefinition> Scene { get; } =
    [
        new(Demo, OptionKind.Flag, "Start a server with a generated volume.") { CommandLineOnly = true },
        .. ClientOptions.Endpoint,
        new(ClientOptions.Session, OptionKind.Text, "Show what this session file shows, with its overlays; by default what the server shows now.") { ValueName = "FILE", CommandLineOnly = true },
        .. OverlayOptions.Rows,
        new(MaxMessageMib, OptionKind.Integer, "The largest message that is received.") { ValueName = "MIB", Default = "64", Minimum = 1, Maximum = 128 },
    ];

    /// <summary>Reads a size; null where none was given.</summary>
    public static SizePx? Size(ParsedCommand parsed) => parsed.Text(ClientOptions.Size) is not { } text ? null
        : SizePx.TryParse(text, out SizePx size) && size is { Width: >= 16 and <= 16384, Height: >= 16 and <= 16384 } ? size
        : throw new FathomException(
            ExitCode.Usage, $"'{text}' cannot be the value of --{ClientOptions.Size}.", "It is not two numbers from 16 to 16384 with an x between.", "Write for example --size 1280x720.");
}
