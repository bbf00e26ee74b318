namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// What a ray makes of the samples it meets, i being a sample's intensity (0 … 1 between the contrast limits) and s the length of a step in the scene's finest samples.
/// </summary>
internal enum VolumeMode
{
    /// <summary>The largest i.</summary>
    Mip,

    /// <summary>The largest i · exp(−attenuation · s · Σ of the i before it).</summary>
    AttenuatedMip,

    /// <summary>The mean i.</summary>
    Average,

    /// <summary>Front to back, each sample covering what lies behind it by 1 − (1 − i)^s.</summary>
    Translucent,

    /// <summary>Light adds up, saturating: 1 − Π(1 − a · c), a = 1 − (1 − i)^s, c the sample's colour.</summary>
    Additive,

    /// <summary>The first label that is not background.</summary>
    Labels,
}
