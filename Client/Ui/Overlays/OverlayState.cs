using System;

namespace Fathom.Client.Ui;

/// <summary>What is to be known of an overlay at a glance.</summary>
[Flags]
internal enum OverlayState
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It cannot be shown.</summary>
    Failed = 1,

    /// <summary>Its file is being read through.</summary>
    Opening = 2,

    /// <summary>The scene is a volume.</summary>
    Hidden = 4,

    /// <summary>The video has no frame for what the scene shows.</summary>
    Outside = 8,

    /// <summary>An older frame stands there, or none yet.</summary>
    Late = 16,

    /// <summary>Nobody said where it lies.</summary>
    Uncalibrated = 32,

    /// <summary>The server does not say exactly what its pictures show.</summary>
    Approximate = 64,
}
