namespace Fathom.Client.Doctor;

/// <summary>Names of the checks on which the demo depends, as the probes report them.</summary>
internal static class CheckNames
{
    public const string AvCodec = "libavcodec";
    public const string AvUtil = "libavutil";
    public const string SwScale = "libswscale";
    public const string DecoderH264 = "decoder h264";
    public const string EncoderX264 = "encoder h264";
    public const string HeadlessGl = "headless GL";
    public const string WindowGl = "window GL";
    public const string Server = "fathom-server";
}
