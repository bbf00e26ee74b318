using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Fathom.Client.Tests.LocalVideo;

/// <summary>The program ffprobe: what it says about the times of a file's frames is the second opinion. Tests skip without it.</summary>
internal static class FFprobeTool
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>The time of each frame, decoded by ffprobe; null where it knows none.</summary>
    internal static double?[] TimesOf(string path)
    {
        var start = new ProcessStartInfo("ffprobe") { RedirectStandardOutput = true };
        foreach (string word in new[] { "-v", "error", "-select_streams", "v:0", "-show_frames", "-of", "json", path })
        {
            start.ArgumentList.Add(word);
        }

        try
        {
            using Process process = Process.Start(start)!;
            string said = process.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(s_patience), "ffprobe did not end.");
            return Parse(said);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "The program ffprobe is not installed.");
            throw;
        }
    }

    /// <summary>The times in what it prints. The field was called pkt_pts_time before FFmpeg 5.</summary>
    internal static double?[] Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        IEnumerable<JsonElement> frames = document.RootElement.GetProperty("frames").EnumerateArray();
        return [.. frames.Where(IsPicture).Select(TimeOf)];
    }

    private static bool IsPicture(JsonElement frame) => !frame.TryGetProperty("media_type", out JsonElement type) || type.GetString() == "video";

    private static double? TimeOf(JsonElement frame)
    {
        foreach (string name in new[] { "pts_time", "pkt_pts_time", "best_effort_timestamp_time" })
        {
            if (frame.TryGetProperty(name, out JsonElement field) && double.TryParse(field.GetString(), CultureInfo.InvariantCulture, out double time))
            {
                return time;
            }
        }

        return null;
    }
}
