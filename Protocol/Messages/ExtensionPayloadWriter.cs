using System.Text.Json;

namespace Fathom.Protocol.Messages;

/// <summary>Writes the payloads of the negotiated extensions.</summary>
internal static class ExtensionPayloadWriter
{
    public static void Write(Utf8JsonWriter writer, Message message)
    {
        switch (message)
        {
            case ClockPing ping:
                writer.WriteNumber("id"u8, ping.Id);
                writer.WriteNumber("client_s"u8, ping.ClientSeconds);
                break;
            case ClockPong pong:
                writer.WriteNumber("id"u8, pong.Id);
                writer.WriteNumber("client_s"u8, pong.ClientSeconds);
                writer.WriteNumber("received_s"u8, pong.ReceivedSeconds);
                writer.WriteNumber("sent_s"u8, pong.SentSeconds);
                break;
            case DisplayCredit credit:
                writer.WriteNumber("seq"u8, credit.Sequence);
                writer.WriteNumber("window"u8, credit.Window);
                writer.Integer("revision"u8, credit.Revision);
                break;
            case DriveRequest request:
                writer.WriteBoolean("wanted"u8, request.Wanted);
                writer.Flag("force"u8, request.Force ? true : null);
                break;
            case DriveState drive:
                writer.WriteBoolean("is_driver"u8, drive.IsDriver);
                writer.Text("driver"u8, drive.Driver);
                writer.WriteNumber("viewers"u8, drive.Viewers);
                break;
            case ViewSize size:
                writer.WriteNumber("width"u8, size.Width);
                writer.WriteNumber("height"u8, size.Height);
                writer.WriteNumber("pixel_ratio"u8, size.PixelRatio);
                break;
        }
    }
}
