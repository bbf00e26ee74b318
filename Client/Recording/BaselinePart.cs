namespace Fathom.Client.Recording;

/// <summary>Which part of what a viewer must know a message tells: the last of each is enough for one who comes later.</summary>
internal enum BaselinePart : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>The session: all else begins anew.</summary>
    Session,

    /// <summary>The scene: layers, dims and camera are in it.</summary>
    Scene,

    /// <summary>A change of layers: each adds to those before.</summary>
    Layers,

    /// <summary>Where the axes stand.</summary>
    Dims,

    /// <summary>Where the camera stands: each adds to those before.</summary>
    Camera,

    /// <summary>How frames are coded.</summary>
    Stream,

    /// <summary>Which level is shown.</summary>
    Level,

    /// <summary>Who drives.</summary>
    Drive,
}
