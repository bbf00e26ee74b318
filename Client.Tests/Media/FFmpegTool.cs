using System;
using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Fathom.Client.Tests.Media;

/// <summary>The program ffmpeg, which makes files that we cannot and is what ours are compared with. Tests skip without it.</summary>
internal static class FFmpegTool
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it with arguments that are separated by spaces; skips when the program, or the encoder that it is asked for, is missing.</summary>
    internal static void Run(string arguments, params string[] files)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string word in $"-v error -nostdin -y {arguments}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            start.ArgumentList.Add(word.StartsWith('@') ? files[int.Parse(word[1..], System.Globalization.CultureInfo.InvariantCulture)] : word);
        }

        try
        {
            using Process process = Process.Start(start)!;
            string said = process.StandardError.ReadToEnd();
            Assert.True(process.WaitForExit(s_patience), "ffmpeg did not end.");
            Skip.If(said.Contains("Unknown encoder", StringComparison.Ordinal), said.Trim());
            Assert.True(process.ExitCode == 0, said);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "The program ffmpeg is not installed.");
        }
    }
}
