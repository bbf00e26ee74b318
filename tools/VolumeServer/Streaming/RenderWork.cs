namespace Fathom.VolumeServer.Streaming;

/// <summary>What the render thread does next.</summary>
internal enum RenderWork
{
    /// <summary>End.</summary>
    Stop,

    /// <summary>Draw the newest state as fast as something moves.</summary>
    Draw,

    /// <summary>Draw the same state as finely as it can be.</summary>
    Refine,

    /// <summary>Draw the same state exactly.</summary>
    DrawExactly,

    /// <summary>Show other data.</summary>
    ChangeStage,
}
