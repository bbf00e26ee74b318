using System.Globalization;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Session;

/// <summary>Explains every end of a session: what was attempted, why it failed, how to go on.</summary>
internal static class SessionEnds
{
    private const int NormalClose = 1000;
    private const int GoingAway = 1001;
    private const int ServerFault = 1011;

    public static SessionEnd ConnectFailed(string server, string why) => new(
        SessionEndKind.ConnectFailed, null, $"Cannot connect to {server}.", why,
        "Check that the server runs and that host and port are right; a remote server may need an SSH tunnel.");

    public static SessionEnd HandshakeTimeout(string server) => new(
        SessionEndKind.HandshakeTimeout, null, $"Cannot start a session with {server}.",
        "The server took the connection but did not answer the hello in time.",
        "Check that this is the state port (8081 by default), not the pixel port, and that the server is not overloaded.");

    public static SessionEnd BadHandshake(string server, string why) => new(
        SessionEndKind.BadHandshake, null, $"Cannot start a session with {server}.", $"Its first frame is no welcome: {why}",
        "Check that the address is that of a state channel which speaks protocol 2.");

    public static SessionEnd ServerSilent(string server, double seconds) => new(
        SessionEndKind.ServerSilent, null, $"Lost the session with {server}.",
        string.Create(CultureInfo.InvariantCulture, $"Nothing has come from the server for {seconds:0.#} s."),
        "The connection is tried again by itself; if that keeps failing, look at the network and at the server.");

    public static SessionEnd ByUser(string server) => new(
        SessionEndKind.ByUser, null, $"Left {server}.", "The session was closed on this side.", "Connect again when you like.");

    public static SessionEnd Goodbye(string server, SessionGoodbye? goodbye) => new(
        SessionEndKind.ServerGoodbye, goodbye?.Code ?? goodbye?.Reason, $"The session with {server} is over.",
        $"The server said goodbye: {goodbye?.Text ?? goodbye?.Reason ?? "it gave no reason"}.",
        goodbye?.Code == "timeout"
            ? "It heard nothing from this viewer for three heartbeats; the connection is tried again by itself."
            : "The connection is tried again by itself.");

    public static SessionEnd Closed(string server, bool wasLive, int? code, string? reason)
    {
        string why = code switch
        {
            null => "The connection broke without a close.",
            NormalClose => "The server closed the connection without saying why.",
            GoingAway => "The server is shutting down.",
            ServerFault => "The server failed inside.",
            _ => string.Create(CultureInfo.InvariantCulture, $"The server closed the connection with code {code}."),
        };
        string text = string.IsNullOrEmpty(reason) ? why : $"{why} It says: {reason}.";
        string what = wasLive ? $"Lost the session with {server}." : $"Cannot start a session with {server}.";
        return new SessionEnd(
            SessionEndKind.Closed, code?.ToString(CultureInfo.InvariantCulture), what, text,
            "The connection is tried again by itself; the server's log says more.");
    }

    public static SessionEnd Rejected(string server, SessionReject reject)
    {
        (string why, string how) = reject.Code switch
        {
            "timeout" => (
                "No hello reached the server within its time.",
                "The network between is slow or drops data; try again, or use a tunnel with less delay."),
            "invalid_payload" => (
                "The server could not read our hello.",
                "Viewer and server are of different ages: update the older one."),
            "invalid_json" => (
                "Our hello did not arrive as JSON.",
                "Something between viewer and server changes the data; try without the proxy."),
            "unexpected_message" => (
                "The server expected a hello and got something else.",
                "Something between viewer and server injects data; try without the proxy."),
            "protocol_mismatch" => (
                "The server speaks another version of the protocol than 2.",
                "Update the server, or use the viewer that belongs to it."),
            "unsupported_client" => (
                "The server wants features that this viewer did not offer.",
                "Viewer and server are of different ages: update the older one."),
            "invalid_resume_token" => (
                "The server no longer knows the place from which to resume.",
                "The next attempt starts afresh by itself."),
            "unauthorized" or "forbidden" => (
                "The server does not let this viewer in.",
                "Pass the right token with --token-file or FATHOM_TOKEN."),
            _ => ("The server refused the session.", "Its log says more."),
        };
        string detail = Detail(reject);
        return new SessionEnd(
            SessionEndKind.Rejected, reject.Code, $"{server} rejected the session ({reject.Code}).",
            detail.Length == 0 ? why : $"{why} It says: {detail}.", how);
    }

    private static string Detail(SessionReject reject)
    {
        string error = (reject.Details as MapValue)?["error"]?.AsText() ?? string.Empty;
        return error.Length == 0 ? reject.Reason.TrimEnd('.') : $"{reject.Reason.TrimEnd('.')} ({error.TrimEnd('.')})";
    }
}
