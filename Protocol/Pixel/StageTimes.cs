using System;

namespace Fathom.Protocol.Pixel;

/// <summary>When the server did what for a frame, in microseconds relative to the timestamp in the frame's header (so mostly negative).</summary>
/// <param name="RenderStart">Rendering began.</param>
/// <param name="RenderEnd">The picture was complete.</param>
/// <param name="EncodeStart">The encoder got the picture.</param>
/// <param name="EncodeEnd">The encoder gave the access unit.</param>
/// <param name="Send">The message was handed to the socket.</param>
public readonly record struct StageTimes(int RenderStart, int RenderEnd, int EncodeStart, int EncodeEnd, int Send)
{
    /// <summary>The distance from the header's timestamp to a wall-clock time (both Unix seconds), rounded and held within 32 bits.</summary>
    public static int Relative(double headerTimestamp, double time)
    {
        double microseconds = Math.Round((time - headerTimestamp) * 1e6);
        return double.IsNaN(microseconds) ? 0 : (int)Math.Clamp(microseconds, int.MinValue, int.MaxValue);
    }

    /// <summary>The wall-clock time (Unix seconds) of one of these figures.</summary>
    public static double Absolute(double headerTimestamp, int relative) => headerTimestamp + (relative * 1e-6);
}
