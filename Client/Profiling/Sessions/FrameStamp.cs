namespace Fathom.Client.Profiling.Sessions;

/// <summary>The moments of a frame that a session keeps. The snake_case names, with <c>t_</c> before, are part of the files.</summary>
internal enum FrameStamp
{
    /// <summary>Rendering began; the server's clock placed on ours, as with the next four.</summary>
    RenderStart,

    /// <summary>The picture was complete.</summary>
    RenderEnd,

    /// <summary>The encoder got it.</summary>
    EncodeStart,

    /// <summary>The encoder gave the access unit.</summary>
    EncodeEnd,

    /// <summary>It was handed to the server's socket.</summary>
    ServerSend,

    /// <summary>The first byte had arrived.</summary>
    FirstByte,

    /// <summary>The last byte had arrived.</summary>
    LastByte,

    /// <summary>The decoder got it.</summary>
    DecodeSubmit,

    /// <summary>The decoder gave the picture.</summary>
    DecodeDone,

    /// <summary>The presenter got it.</summary>
    PresenterQueued,

    /// <summary>When the presenter meant it to be shown.</summary>
    Due,

    /// <summary>The wake-up that began the tick was posted.</summary>
    WakePosted,

    /// <summary>The tick began.</summary>
    TickStart,

    /// <summary>It was taken from the presenter.</summary>
    Latched,

    /// <summary>The drawing calls had returned.</summary>
    Drawn,

    /// <summary>The swap had returned.</summary>
    Swapped,

    /// <summary>The fence of the draw was seen signalled.</summary>
    GpuDone,
}
