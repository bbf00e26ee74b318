using System.Collections.Generic;

namespace Fathom.Bench.Compare;

/// <summary>A clip that all programs play: H.264 as a good real-time encoder makes it, see <see cref="Pipeline.ClipMaker"/>.</summary>
/// <param name="Name">What it is called on the command line and in the tables: size and slices.</param>
/// <param name="Size">The name of its size.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Slices">Slices a picture.</param>
internal sealed record ComparedClip(string Name, string Size, int Width, int Height, int Slices)
{
    /// <summary>For a look at the whole in seconds.</summary>
    public static ComparedClip Small { get; } = new("180p-1", "180p", 320, 180, 1);

    /// <summary>What is compared unless somebody says otherwise.</summary>
    public static IReadOnlyList<ComparedClip> All { get; } =
    [
        new("720p-1", "720p", 1280, 720, 1),
        new("720p-4", "720p", 1280, 720, 4),
        new("1080p-1", "1080p", 1920, 1080, 1),
        new("1080p-4", "1080p", 1920, 1080, 4),
    ];

    /// <summary>Decoding threads of every program: one slice can only be decoded by one without holding pictures back.</summary>
    public int Threads => Slices > 1 ? 2 : 1;

    /// <summary>The file; it is there before anything is measured.</summary>
    public string Path { get; init; } = "";
}
