namespace Fathom.VolumeServer.Streaming;

/// <summary>Whom a stream is for.</summary>
internal enum StreamKind
{
    /// <summary>For all who negotiated the view block and keep up: frames when something changed.</summary>
    Described,

    /// <summary>For viewers of the public protocol: frames at the advertised rate, whether anything changed or not.</summary>
    Plain,

    /// <summary>For one who negotiated the view block and does not keep up with the others.</summary>
    Slow,
}
