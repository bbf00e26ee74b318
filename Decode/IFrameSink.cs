namespace Fathom.Decode;

/// <summary>Where decoded pictures and the gate's news go.</summary>
/// <remarks>Threads: called on the decode thread only; must not block.</remarks>
public interface IFrameSink
{
    /// <summary>A picture. The presenter role is held once and now belongs to the sink.</summary>
    void OnFrame(FrameLease lease);

    /// <summary>The gate opened or closed.</summary>
    void OnGateChanged(GateState state, GateReason reason);

    /// <summary>A key frame should be asked for on the state channel, now.</summary>
    void OnKeyframeWanted(GateReason reason);
}
