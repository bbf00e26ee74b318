using System;
using System.IO;
using System.Text.Json;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>A calibration as it is kept beside its video: where the frames lie, and which part of them is read.</summary>
/// <param name="Calibration">For pixels of the whole frame.</param>
/// <param name="Reading">The crop and the downsampling that the video is read with unless the user says otherwise.</param>
internal sealed record CalibrationDocument(VideoCalibration Calibration, FrameReading Reading)
{
    /// <summary>Name and version of the form.</summary>
    public const string Schema = "fathom.calibration/1";

    private const string Suffix = ".calibration.json";
    private const long LargestBytes = 4 << 20;

    /// <summary>Where the calibration of a video is kept unless somebody names another place.</summary>
    public static string PathBeside(string video) => video + Suffix;

    /// <summary>Reads a file; throws what the user is told.</summary>
    public static CalibrationDocument Read(string path)
    {
        string what = $"Cannot read the calibration {path}.";
        byte[] text;
        try
        {
            text = new FileInfo(path) is { Exists: true, Length: > LargestBytes }
                ? throw new FathomException(ExitCode.Usage, what, "It is larger than 4 MiB.", "A calibration is a short text: give another path.")
                : File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, what, failure.Message, "Write one with 'fathom calibrate', or give another path.");
        }

        try
        {
            return CalibrationReader.Read(text);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or FathomException)
        {
            string why = failure is FathomException told ? told.Why : failure.Message;
            throw new FathomException(
                ExitCode.Usage, what, why, """A calibration is a JSON object with "transform": [[a,b,c],[d,e,f],[0,0,1]] and "frame_size_px": [width,height]; 'fathom calibrate' writes one.""");
        }
    }

    /// <summary>Writes a file, all of it or nothing.</summary>
    public void Write(string path)
    {
        string draft = path + ".part";
        try
        {
            using (FileStream file = File.Create(draft))
            {
                CalibrationWriter.Write(file, this);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write the calibration {path}.", failure.Message, "Give another path with -o.");
        }
    }

    /// <summary>Throws when the calibration was made for frames of another size.</summary>
    public void CheckFits(SizePx video, string name)
    {
        if (video != Calibration.Frame)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot use the calibration for {name}.",
                $"It was made for frames of {Calibration.Frame}, and these are {video}.",
                "Calibrate this video, or give the one that the calibration belongs to. A crop does not count: calibrations are for the whole frame.");
        }
    }
}
