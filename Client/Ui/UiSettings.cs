namespace Fathom.Client.Ui;

/// <summary>How the interface begins.</summary>
/// <param name="Server">The server's host and port.</param>
internal sealed record UiSettings(string Server)
{
    /// <summary>The colours.</summary>
    public UiTheme Theme { get; init; } = UiTheme.Dark;

    /// <summary>Whether the panels are shown.</summary>
    public bool Panels { get; init; } = true;

    /// <summary>Whether the server is asked for pictures of the window's size.</summary>
    public bool FollowsSize { get; init; } = true;

    /// <summary>Whether the topmost video is calibrated as soon as there is a scene.</summary>
    public bool Calibrates { get; init; }

    /// <summary>Pixels a point; 0 asks the monitor.</summary>
    public double Scale { get; init; }
}
