using System.Text;
using Fathom.Client.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Commands;

/// <summary><c>fathom calibrate</c>: where the frames of a video lie in the world.</summary>
internal sealed class CalibrateCommand : ICommand
{
    private const string ScaleBar = "scale-bar";
    private const string Landmarks = "landmarks";
    private const string Scale = "scale";
    private const string Origin = "origin";
    private const string Kind = "kind";
    private const string Unit = "unit";
    private const string NoFlip = "no-flip";
    private const string Crop = "crop";
    private const string Downsample = "downsample";
    private const string FrameSize = "frame-size";
    private const string Output = "output";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "calibrate",
        "Work out where the frames of a video lie in the world.",
        [
            new(ScaleBar, OptionKind.Text, "The length between two points of the frame.") { ValueName = "X,Y:X,Y=LENGTH", CommandLineOnly = true },
            new(Landmarks, OptionKind.Text, "Pixels and their places: a table with columns px, py, x, y, or 'px,py=x,y;px,py=x,y;…'.") { ValueName = "FILE.csv", CommandLineOnly = true },
            new(Scale, OptionKind.Text, "The side of a pixel.") { ValueName = "LENGTH", CommandLineOnly = true },
            new(Origin, OptionKind.Text, "With a scale: this pixel lies at this place. By default the world's 0,0 is at the frame's top-left corner, at its bottom-left one where y points up.") { ValueName = "PX,PY=X,Y", CommandLineOnly = true },
            new(Kind, OptionKind.Text, "What a fit of landmarks may do: turn and move; also scale; also shear.") { ValueName = "KIND", Choices = ["rigid", "similarity", "affine"], Default = "similarity", CommandLineOnly = true },
            new(Unit, OptionKind.Text, "The unit of the world where the value has none.") { ValueName = "UNIT", CommandLineOnly = true },
            new(NoFlip, OptionKind.Flag, "The world's y axis points down, as in pictures; or the camera looks through a mirror.") { CommandLineOnly = true },
            new(Crop, OptionKind.Text, "Read only this part of the frame. Points are pixels of the whole frame all the same.") { ValueName = "X,Y,W,H", CommandLineOnly = true },
            new(Downsample, OptionKind.Integer, "Read every n-th pixel.") { ValueName = "N", Default = "1", Minimum = 1, Maximum = 1024, CommandLineOnly = true },
            new(FrameSize, OptionKind.Text, "The size of the frame, where there is no file.") { ValueName = "WxH", CommandLineOnly = true },
            new(Output, OptionKind.Text, "Write the calibration to this file; by default VIDEO.calibration.json.") { Short = 'o', ValueName = "FILE.json", CommandLineOnly = true },
            new(ClientOptions.Json, OptionKind.Flag, "Print one JSON object.") { CommandLineOnly = true },
        ])
    {
        Positionals = ["VIDEO"],
        Examples =
        [
            ("fathom calibrate mouse.mp4 --scale-bar 100,200:300,200=50cm", "the bar between two points is 50 cm long"),
            ("fathom calibrate mouse.mp4 --landmarks corners.csv --unit cm -o mouse.json", "from points whose places are known"),
            ("fathom calibrate mouse.mp4 --scale 0.25cm --no-flip --crop 100,50,400,300 --downsample 2", "a pixel is 0.25 cm wide; y points down; a quarter of a part is read"),
            ("fathom calibrate --frame-size 640x480 --scale 0.25cm --json", "without a file"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        string? video = parsed.Positionals.Count > 0 ? parsed.Positionals[0] : null;
        SizePx frame = FrameOf(video, parsed.Text(FrameSize));
        var reading = new FrameReading(CropOf(parsed.Text(Crop)), parsed.Integer(Downsample));
        reading.Check(frame);
        VideoCalibration calibration = new CalibrationRequest
        {
            ScaleBar = parsed.Text(ScaleBar),
            Landmarks = parsed.Text(Landmarks),
            Scale = parsed.Text(Scale),
            Origin = parsed.Text(Origin),
            Kind = CalibrationNames.Kind(parsed.Text(Kind)) ?? LandmarkKind.Similarity,
            Unit = parsed.Text(Unit),
            FlipY = !parsed.Flag(NoFlip),
        }.Calibrate(frame);

        var document = new CalibrationDocument(calibration, reading);
        string? path = parsed.Text(Output) ?? (video is null ? null : CalibrationDocument.PathBeside(video));
        if (path is not null)
        {
            document.Write(path);
        }

        foreach (string warning in calibration.Warnings)
        {
            context.Error.WriteLine("fathom: " + warning);
        }

        if (parsed.Flag(ClientOptions.Json))
        {
            JsonReport.Write(context.Output, "fathom.calibrate/1", json =>
            {
                json.WriteString("video", video);
                json.WriteString("file", path);
                CalibrationWriter.Members(json, document);
                json.WritePropertyName("effective_transform");
                CalibrationWriter.Matrix(json, calibration.Effective(reading));
                json.WriteStartArray("warnings");
                foreach (string warning in calibration.Warnings)
                {
                    json.WriteStringValue(warning);
                }

                json.WriteEndArray();
            });
        }
        else
        {
            context.Output.Write(Encoding.UTF8.GetBytes(CalibrationText.Of(video ?? "A video", document) + (path is null ? "" : $"\nWritten to {path}\n")));
        }

        return ExitCode.Ok;
    }

    private static SizePx FrameOf(string? video, string? size)
    {
        SizePx given = default;
        if (size is not null && !SizePx.TryParse(size, out given))
        {
            throw new FathomException(ExitCode.Usage, $"'{size}' cannot be the value of --{FrameSize}.", "It is not a width and a height.", $"Write for example --{FrameSize} 640x480.");
        }

        if (video is null)
        {
            return size is not null ? given : throw new FathomException(
                ExitCode.Usage, "Cannot calibrate a video of unknown size.", "Neither a video nor the size of its frames was given.", $"Name the file, or give --{FrameSize} 640x480.");
        }

        SizePx found = LocalSources.SizeOf(video);
        return size is null || given == found ? found : throw new FathomException(
            ExitCode.Usage, $"Cannot calibrate {video} for frames of {given}.", $"Its frames are {found}.", $"Leave --{FrameSize} out.");
    }

    private static CropPx? CropOf(string? text) => text is null ? null : CropPx.TryParse(text, out CropPx crop) ? crop : throw new FathomException(
        ExitCode.Usage, $"'{text}' cannot be the value of --{Crop}.", "It is not a column, a row, a width and a height.", $"Write for example --{Crop} 100,50,400,300.");
}
