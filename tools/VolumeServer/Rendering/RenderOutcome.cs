namespace Fathom.VolumeServer.Rendering;

/// <summary>What became of a picture.</summary>
internal enum RenderOutcome
{
    /// <summary>It is as good as this state can be shown.</summary>
    Final,

    /// <summary>It is good for now; drawn again with <see cref="RenderEffort.Refined"/> it becomes better.</summary>
    Refinable,

    /// <summary>It was given up half-way and shows nothing of use.</summary>
    Superseded,
}
