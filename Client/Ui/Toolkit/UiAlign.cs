namespace Fathom.Client.Ui;

/// <summary>Where a text stands in its place.</summary>
internal enum UiAlign
{
    /// <summary>At the left.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>At the right.</summary>
    Right,
}
