namespace Fathom.Client.Export.Figures;

/// <summary>Where on a picture something is written.</summary>
internal enum AnnotationCorner
{
    /// <summary>Top left.</summary>
    TopLeft,

    /// <summary>Top right.</summary>
    TopRight,

    /// <summary>Bottom left.</summary>
    BottomLeft,

    /// <summary>Bottom right.</summary>
    BottomRight,
}
