using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>How this window shows what comes; none of it is the server's business.</summary>
internal sealed class ViewOptions
{
    /// <summary>Whether the panels are shown.</summary>
    public bool Panels { get; set; } = true;

    /// <summary>Whether the panel of the stages is shown.</summary>
    public bool Stages { get; set; }

    /// <summary>How the picture is laid into its place.</summary>
    public FitMode Fit { get; set; } = FitMode.Fit;

    /// <summary>Whether the scale bar is shown.</summary>
    public bool ScaleBar { get; set; } = true;

    /// <summary>Whether the axes are shown.</summary>
    public bool Axes { get; set; } = true;
}
