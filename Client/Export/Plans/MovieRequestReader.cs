using System;
using System.Globalization;
using Fathom.Client.Commands;
using Fathom.Client.Export.Figures;
using Fathom.Decode.Media;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export.Plans;

/// <summary>Reads what a user asked for from the command line.</summary>
internal static class MovieRequestReader
{
    /// <summary>The options of the movie itself.</summary>
    public const string Axis = "axis", Fps = "fps", Workers = "workers", Part = "part", Crf = "crf", Restart = "restart";

    /// <summary>Time points of the generated volume, and the most that are asked of it.</summary>
    private const int UsualTimes = 120, MostTimes = 1_000_000;

    private const int UsualWorkers = 4;

    /// <summary>Reads; throws what the user is told about a value that cannot be.</summary>
    public static MovieRequest Read(ParsedCommand parsed)
    {
        var target = ExportTarget.Parse(parsed.Text(ClientOptions.Output)!);
        string fps = parsed.Text(Fps)!;
        return new MovieRequest
        {
            Target = target,
            Frames = parsed.Text(MovieRequest.FramesOption),
            Axis = parsed.Text(Axis),
            Rate = MovieRate.TryParse(fps, out MovieRate rate) ? rate : throw new FathomException(
                ExitCode.Usage, $"'{fps}' cannot be the value of --{Fps}.", $"It is no number of pictures a second up to {MovieRate.Highest}, nor a fraction.", $"Write for example --{Fps} 25 or --{Fps} 30000/1001."),
            Size = ExportOptions.Size(parsed),
            Crf = parsed.Number(Crf),
            PartFrames = parsed.IsSet(Part) ? parsed.Integer(Part) : null,
            Annotations = AnnotationRows.Read(parsed),
            Workers = parsed.IsSet(Workers) ? parsed.Integer(Workers) : Math.Min(UsualWorkers, Environment.ProcessorCount),
            Restart = parsed.Flag(Restart),
        };
    }

    /// <summary>How long the axis of time of a generated volume must be for the frames that were asked for; null where the usual one will do.</summary>
    public static int? TimesOf(MovieRequest request)
    {
        string[] parts = request.Frames?.Split(':') ?? [];
        return request.Axis is null or "t" && parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int end) && end is > UsualTimes and <= MostTimes ? end : null;
    }
}
