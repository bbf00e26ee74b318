using System;
using System.IO;
using System.Threading;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Render;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Client.Tests.Overlays.Drawing;

/// <summary>A volume with bright squares, and a video with blue ones in the same places of the world and with its number in green: where both come to lie in a
/// picture can be told from the picture alone.</summary>
internal sealed class MarkedScene : IVolumeSource
{
    public const int Side = 96;
    public const int Times = 8;

    private const int Mark = 6;
    private const int Bit = 12;

    /// <summary>Brighter than what the server paints about the data.</summary>
    private const int Faintest = 60;

    private static readonly (int X, int Y)[] s_marks = [(20, 18), (70, 28), (38, 72)];

    public VolumeInfo Info { get; } = new(
        "marks",
        [
            new VolumeAxis("t", AxisKind.Time, Times, 0.1, "second"),
            new VolumeAxis("y", AxisKind.Space, Side, 1, "micrometer"),
            new VolumeAxis("x", AxisKind.Space, Side, 1, "micrometer"),
        ],
        SampleType.UInt8,
        ContrastLow: 0,
        ContrastHigh: 255,
        Colormap: "gray");

    /// <summary>Makes the video: a frame for each step of the volume's time.</summary>
    public static string MakeVideo(TemporaryFolder folder)
    {
        string raw = folder["marks.raw"];
        using (FileStream file = File.Create(raw))
        {
            for (int frame = 0; frame < Times; frame++)
            {
                var rgb = new byte[Side * Side * 3];
                for (int i = 0; i < Side * Side; i++)
                {
                    rgb[(3 * i) + 1] = IsBit(i % Side, i / Side, frame | Times) ? (byte)255 : (byte)0;
                    rgb[(3 * i) + 2] = IsMark(i % Side, i / Side) ? (byte)255 : (byte)0;
                }

                file.Write(rgb);
            }
        }

        FFmpegTool.Run($"-f rawvideo -pix_fmt rgb24 -s {Side}x{Side} -r 10 -i @0 -c:v png @1", raw, folder["marks.mkv"]);
        return folder["marks.mkv"];
    }

    /// <summary>The number of the video's frame in a picture; negative where there is none.</summary>
    public static int NumberIn(CapturedImage image, in Affine2 worldToPicture)
    {
        int number = 0;
        for (int bit = 0; bit < 4; bit++)
        {
            (double x, double y) = worldToPicture.Apply(BitAt(bit) + (Bit / 2.0) - 0.5, 48);
            ReadOnlySpan<byte> pixel = image.Row((int)y)[((int)x * 4)..];
            number |= pixel[1] - pixel[0] > 60 ? 1 << bit : 0;
        }

        return number - Times;
    }

    /// <summary>Where the middle of the volume's marks lies in a picture, and that of the video's; NaN where none are seen.</summary>
    public static ((double X, double Y) Picture, (double X, double Y) Video) Centres(CapturedImage image)
    {
        (double X, double Y, double Weight) picture = default, video = default;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < image.Width; x++)
            {
                Add(ref picture, x, y, row[x * 4]);
                Add(ref video, x, y, row[(x * 4) + 2] - row[x * 4]);
            }
        }

        return ((picture.X / picture.Weight, picture.Y / picture.Weight), (video.X / video.Weight, video.Y / video.Weight));
    }

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        request.Validate(Info, destination.Length, present.Length);
        int height = request.CountAlong(1), width = request.CountAlong(2);
        for (int i = 0; i < destination.Length; i++)
        {
            int x = request.Origin[2] + (i % width * request.Stride[2]), y = request.Origin[1] + (i / width % height * request.Stride[1]);
            destination[i] = IsMark(x, y) ? (byte)255 : (byte)0;
        }

        return RegionContent.Complete;
    }

    public void Dispose()
    {
    }

    private static void Add(ref (double X, double Y, double Weight) sum, int x, int y, int light)
    {
        int weight = Math.Max(0, light - Faintest);
        sum = (sum.X + (x * weight), sum.Y + (y * weight), sum.Weight + weight);
    }

    private static bool IsMark(int x, int y) => Array.Exists(s_marks, mark => x >= mark.X && x < mark.X + Mark && y >= mark.Y && y < mark.Y + Mark);

    private static bool IsBit(int x, int y, int number)
    {
        for (int bit = 0; bit < 4; bit++)
        {
            if (x >= BitAt(bit) && x < BitAt(bit) + Bit && y is >= 42 and < 54)
            {
                return (number & (1 << bit)) != 0;
            }
        }

        return false;
    }

    private static int BitAt(int bit) => 12 + (bit * 20);
}
