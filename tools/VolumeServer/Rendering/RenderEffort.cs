namespace Fathom.VolumeServer.Rendering;

/// <summary>How much a picture may cost.</summary>
internal enum RenderEffort
{
    /// <summary>Something moves: as fine as the frame rate allows. Never cancelled, so that there is always a picture.</summary>
    Interactive,

    /// <summary>Nothing moves: as fine as data and memory allow. Cancelled by the next change.</summary>
    Refined,
}
