using System;
using System.Collections.Immutable;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Progress;
using Fathom.Client.Export.Remote;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Timing;
using Fathom.Client.Tests.EndToEnd;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.LocalVideo;
using Fathom.Client.Tests.Render;
using Fathom.Decode.Local;
using Fathom.Render;
using Fathom.VolumeServer.Serving;

namespace Fathom.Client.Tests.Export.Movies;

/// <summary>Movies of a server in this process, and what their frames show.</summary>
internal static class ServedMovie
{
    public const int Width = 384, Height = 216;

    /// <summary>Where the small video lies: 64 µm of the scene's 384×216, away from the beads.</summary>
    private const int Left = 150, Top = 70, PixelsPerMicrometer = 1;

    /// <summary>A time point of the generated volume.</summary>
    private const double StepSeconds = 30;

    /// <summary>The first frame of the video belongs to this time point.</summary>
    public const int VideoBegins = 5;

    public static void SkipWithoutGl() => HeadlessGl.Open(16, 16).Dispose();

    public static Task<RemotePictures> ConnectAsync(VolumeServerApp server) =>
        RemotePictures.ConnectAsync(new RemoteEndpoint(new Uri(server.StateUrl), new Uri(server.PixelUrl)), CancellationToken.None);

    /// <summary>A video of that many frames, one for each time point from <see cref="VideoBegins"/> on.</summary>
    public static VideoOverlaySpec Overlay(TemporaryFolder folder, int frames)
    {
        string video = TinyVideo.Make(folder, "numbers.mkv", frames, "-c:v ffv1");
        File.WriteAllText(
            folder["numbers.json"], $$"""{"transform": [[1, 0, {{Left}}], [0, 1, {{Top}}], [0, 0, 1]], "frame_size_px": [{{TinyVideo.Width}}, {{TinyVideo.Height}}], "unit": "micrometer"}""");
        return new VideoOverlaySpec
        {
            Id = "numbers",
            Path = video,
            CalibrationPath = folder["numbers.json"],
            Alpha = 1,
            Clock = new TimeLine(VideoBegins * StepSeconds, StepSeconds * TinyVideo.Rate),
        };
    }

    public static PlannedMovie Plan(RemotePictures pictures, string output, string frames, int partFrames, ImmutableArray<OverlaySpec> overlays, string? axis = null) => MoviePlanner.Plan(
        new MovieRequest { Target = ExportTarget.Parse(output), Frames = frames, Axis = axis, Size = new SizePx(Width, Height), PartFrames = partFrames, Overlays = overlays },
        pictures.Recipe,
        pictures.DimsOf(pictures.Recipe),
        pictures.Layers,
        pictures.FactsOf(pictures.Recipe),
        "test");

    public static MovieReport Export(PlannedMovie movie, RemotePictures pictures, int workers, Action<int>? partFinished = null, CancellationToken stop = default) => new MovieExport(
        movie, (step, cancel) => pictures.RenderAsync(movie.Plan.Recipe, step, movie.Plan.Size.Width, movie.Plan.Size.Height, cancel), TimeProvider.System)
    {
        Workers = workers,
        PartFinished = partFinished ?? (static _ => { }),
    }.Run(new ExportLine(TextWriter.Null, TimeProvider.System, isTerminal: false), stop);

    /// <summary>The time and the plane that a frame of a movie shows, by the beads.</summary>
    public static (int Time, int Depth) Shown(OverlayVideoReader movie, int frame, TemporaryFolder folder)
    {
        TestPng picture = Picture(movie, frame, folder);
        return (Beads.Time(picture), Beads.Depth(picture));
    }

    /// <summary>The number of the overlay's frame that is seen in a picture; −1 where no overlay is.</summary>
    public static int Overlaid(Func<int, int, int> light)
    {
        const int Block = 16, Across = TinyVideo.Width / Block;
        int number = 0, black = 0;
        for (int bit = 0; bit < Across * Across; bit++)
        {
            int seen = light(
                (Left + (bit % Across * Block) + (Block / 2)) * PixelsPerMicrometer,
                (Top + (bit / Across * Block) + (Block / 2)) * PixelsPerMicrometer);
            number |= seen > 3 * 160 ? 1 << bit : 0;
            black += seen < 3 * 40 ? 1 : 0;
        }

        // Tissue is neither: where no overlay lies, most of it is between.
        return black + int.PopCount(number) == Across * Across ? number : -1;
    }

    public static TestPng Picture(OverlayVideoReader movie, int frame, TemporaryFolder folder)
    {
        using LocalFrame picture = movie.Read(frame);
        string path = folder["frame.png"];
        using (FileStream file = File.Create(path))
        {
            PngWriter.Write(file, new CapturedImage(picture.Size.Width, picture.Size.Height, picture.Pixels.ToArray()));
        }

        return TestPng.Read(path);
    }
}
