using Fathom.Decode;

namespace Fathom.Client.Streams;

/// <summary>Where received units go.</summary>
/// <remarks>Threads: called by the pixel receiver's one loop.</remarks>
internal interface IUnitSink
{
    /// <summary>Units that are not through yet. Any thread.</summary>
    long Waiting => 0;

    /// <summary>The stream starts anew: sequence numbers may jump, the first unit may be anything.</summary>
    void OnConnected();

    /// <summary>Takes over a unit and its buffer, also when it has to drop it.</summary>
    void OnUnit(in EncodedUnit unit);

    /// <summary>Takes over a lossless still and its buffer, also when it has to drop it.</summary>
    void OnStill(in EncodedUnit unit);
}
