namespace Fathom.Render;

/// <summary>How a picture is laid into a window of another shape.</summary>
public enum FitMode
{
    /// <summary>All of it, with bars where the shapes differ.</summary>
    Fit = 0,

    /// <summary>No bars; what sticks out is cut off.</summary>
    Fill,

    /// <summary>One picture pixel on one framebuffer pixel, centred.</summary>
    OneToOne,
}
