using System;
using System.Globalization;
using System.Text.Json;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;

namespace Fathom.VolumeServer.Commands;

/// <summary><c>fathom-server selftest</c>.</summary>
internal static class SelfTestCommand
{
    public static ExitCode Run(ParsedCommand parsed)
    {
        SelfTestResult result = SelfTest.Run(TimeSpan.FromSeconds(parsed.Number("seconds")), TimeProvider.System);
        if (parsed.Flag("json"))
        {
            JsonReport.Write(Console.OpenStandardOutput(), "fathom.selftest/1", json => Write(json, result));
        }
        else
        {
            foreach (SelfTestCandidate tried in result.Tried)
            {
                Console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{tried.Width}×{tried.Height} at {tried.FramesPerSecond} fps: render {tried.Render.P50:0.0} ms, encode {tried.Encode.P50:0.0} ms, decode {tried.Decode.P50:0.0} ms, load {tried.Load * 100:0} % of this machine{(tried.Fits ? string.Empty : ": too much")}"));
            }

            Console.Out.WriteLine(result.Reason);
        }

        return ExitCode.Ok;
    }

    private static void Write(Utf8JsonWriter json, SelfTestResult result)
    {
        SelfTestCandidate chosen = result.Chosen;
        json.WriteNumber("width", chosen.Width);
        json.WriteNumber("height", chosen.Height);
        json.WriteNumber("fps", chosen.FramesPerSecond);
        json.WriteBoolean("fits", chosen.Fits);
        json.WriteString("reason", result.Reason);
        json.WriteNumber("cores", Environment.ProcessorCount);
        json.WriteStartArray("tried");
        foreach (SelfTestCandidate tried in result.Tried)
        {
            json.WriteStartObject();
            json.WriteNumber("width", tried.Width);
            json.WriteNumber("height", tried.Height);
            json.WriteNumber("fps", tried.FramesPerSecond);
            json.WriteBoolean("fits", tried.Fits);
            json.WriteNumber("load", Math.Round(tried.Load, 3));
            tried.Render.Write(json, "render_ms");
            tried.Encode.Write(json, "encode_ms");
            tried.Decode.Write(json, "decode_ms");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
