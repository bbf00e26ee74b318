namespace Fathom.Decode;

/// <summary>What the server's encoder is opened with.</summary>
public sealed record EncoderSettings
{
    /// <summary>Columns; even.</summary>
    public required int Width { get; init; }

    /// <summary>Rows; even.</summary>
    public required int Height { get; init; }

    /// <summary>Nominal frames a second: the rate control's only idea of time.</summary>
    public int FramesPerSecond { get; init; } = 30;

    /// <summary>Target and ceiling in bits a second; 0 encodes at constant quality instead.</summary>
    public long BitsPerSecond { get; init; }

    /// <summary>Constant quality, 0 (best) to 51, used without a bit rate.</summary>
    public double Crf { get; init; } = 23;

    /// <summary>Slices a frame: without them a decoder cannot use more than one thread without delay.</summary>
    public int Slices { get; init; } = 4;

    /// <summary>Encode the slices of one frame side by side, where the picture is tall enough. Never frames: that would hold them back.</summary>
    public bool Parallel { get; init; } = true;

    /// <summary>Frames from one key frame to the next when none is asked for.</summary>
    public int KeyframeInterval { get; init; } = 600;

    /// <summary>x264's name for its speed.</summary>
    public string Preset { get; init; } = "ultrafast";
}
