namespace Fathom.Client.Ui;

/// <summary>What a file dialog says.</summary>
/// <param name="Name">Names its controls.</param>
/// <param name="Title">What it is for.</param>
/// <param name="Path">What can be typed.</param>
/// <param name="Empty">What is said of a folder without anything in it.</param>
internal sealed record FileDialogWords(string Name, string Title, string Path, string Empty)
{
    /// <summary>Datasets of the server.</summary>
    public static FileDialogWords Server { get; } = new("files", "Open a dataset of the server", "A directory or a dataset of the server", "Nothing that could be shown.");

    /// <summary>Files of this machine that can be laid over the scene.</summary>
    public static FileDialogWords Overlays { get; } = new(
        "local",
        "Lay a video or tracks over the scene",
        "A folder or a file of this machine: a video, a table of tracks (CSV), a list of overlays (JSON)",
        "No video, table or list of overlays here.");
}
