namespace Fathom.Protocol.Messages;

/// <summary>The frame types as written on the wire.</summary>
public static class MessageTypes
{
#pragma warning disable CS1591 // The name of each constant is its wire name; Message records carry the documentation.
    public const string SessionHello = "session.hello";
    public const string SessionWelcome = "session.welcome";
    public const string SessionReject = "session.reject";
    public const string SessionHeartbeat = "session.heartbeat";
    public const string SessionAck = "session.ack";
    public const string SessionGoodbye = "session.goodbye";
    public const string NotifyScene = "notify.scene";
    public const string NotifySceneLevel = "notify.scene.level";
    public const string NotifyLayers = "notify.layers";
    public const string NotifyDims = "notify.dims";
    public const string NotifyCamera = "notify.camera";
    public const string NotifyStream = "notify.stream";
    public const string NotifyTelemetry = "notify.telemetry";
    public const string NotifyError = "notify.error";
    public const string StateUpdate = "state.update";
    public const string AckState = "ack.state";
    public const string CallCommand = "call.command";
    public const string ReplyCommand = "reply.command";
    public const string ErrorCommand = "error.command";
    public const string ClockPing = "fathom.clock.ping";
    public const string ClockPong = "fathom.clock.pong";
    public const string DisplayCredit = "fathom.credit";
    public const string DriveRequest = "fathom.drive.request";
    public const string DriveState = "fathom.drive.state";
    public const string ViewSize = "fathom.view_size";
#pragma warning restore CS1591
}
