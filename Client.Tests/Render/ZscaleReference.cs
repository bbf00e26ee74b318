using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Render;

/// <summary>What zimg (FFmpeg's <c>zscale</c>) makes of samples: bilinear chroma, rounded, no dithering. An implementation that shares nothing with ours.</summary>
internal static class ZscaleReference
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<string?>> s_reason = new(FindReasonAsync);

    /// <summary>Skips where there is no ffmpeg with zscale.</summary>
    internal static async Task SkipWithoutAsync()
    {
        string? reason = await s_reason.Value;
        Skip.If(reason is not null, reason ?? "");
    }

    /// <summary>Three bytes a pixel, rows in memory order, as large as <paramref name="width"/>×<paramref name="height"/>.</summary>
    internal static async Task<byte[]> ToRgbAsync(YuvSamples picture, int width, int height)
    {
        string folder = Directory.CreateTempSubdirectory("fathom-zscale-").FullName;
        try
        {
            string input = Path.Combine(folder, "in");
            string output = Path.Combine(folder, "out");
            await File.WriteAllBytesAsync(input, picture.ToPlanes());
            string filter = string.Create(
                CultureInfo.InvariantCulture,
                $"zscale=w={width}:h={height}:min={Matrix(picture.Color.Matrix)}:rin={Range(picture.Color.Range)}:cin={Siting(picture.Color.Siting)}:m=gbr:r=full:f=bilinear:d=none,format=gbrp");
            (int code, string error) = await RunAsync(
                "-v", "error", "-f", "rawvideo", "-pix_fmt", Format(picture.Layout), "-s", $"{picture.Width}x{picture.Height}", "-i", input, "-vf", filter, "-f", "rawvideo", "-y", output);
            Assert.True(code == 0, error);
            return Interleave(await File.ReadAllBytesAsync(output), width * height);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Interleave(byte[] planes, int count)
    {
        Assert.Equal(count * 3, planes.Length);
        var rgb = new byte[count * 3];
        for (int i = 0; i < count; i++)
        {
            rgb[i * 3] = planes[(2 * count) + i];
            rgb[(i * 3) + 1] = planes[i];
            rgb[(i * 3) + 2] = planes[count + i];
        }

        return rgb;
    }

    private static string Matrix(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt601 => "470bg",
        ColorMatrix.Bt2020 => "2020_ncl",
        _ => "709",
    };

    private static string Range(ColorRange range) => range == ColorRange.Full ? "full" : "limited";

    private static string Siting(ChromaSiting siting) => siting switch
    {
        ChromaSiting.Center => "center",
        ChromaSiting.TopLeft => "topleft",
        ChromaSiting.Top => "top",
        _ => "left",
    };

    private static string Format(PixelLayout layout) => layout switch
    {
        PixelLayout.Yuv422P => "yuv422p",
        PixelLayout.Yuv444P => "yuv444p",
        PixelLayout.Yuv420P10 or PixelLayout.P010 => "yuv420p10le",
        PixelLayout.Yuv444P10 => "yuv444p10le",
        _ => "yuv420p",
    };

    private static async Task<string?> FindReasonAsync()
    {
        try
        {
            (int code, string error) = await RunAsync("-v", "error", "-f", "lavfi", "-i", "color=s=16x16:d=0.1", "-vf", "format=yuv420p,zscale=min=709:rin=limited:m=gbr:r=full,format=gbrp", "-f", "null", "-");
            return code == 0 ? null : $"ffmpeg has no zscale: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return $"ffmpeg cannot be started: {error.Message}";
        }
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true } };
        process.Start();
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(s_patience);
        await output;
        return (process.ExitCode, await error);
    }
}
